package io.autoclip.messaging;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

import io.autoclip.admission.Admissions;
import io.autoclip.task.Admission;
import io.autoclip.task.AdmissionPublisher;

/**
 * Publishes admissions with mandatory routing and a correlated confirm, on a thread of
 * its own. What is refused, returned or not confirmed in 5 s is given back to the waiting
 * room, from where it is admitted, and so published, again; a connection on which no
 * confirm comes is made anew first. A confirm alone does not prove that a queue has the
 * message: RabbitMQ confirms an unroutable one too, after returning it. When the service
 * stops, what was admitted is still published, or it would wait for the next look at
 * admissions.
 */
class RabbitAdmissionPublisher implements AdmissionPublisher, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(RabbitAdmissionPublisher.class);

	private static final int CONFIRM_SECONDS = 5;

	private final RabbitTemplate rabbit;

	private final BrokerConnection connection;

	private final Admissions admissions;

	private final ExecutorService executor;

	private volatile boolean running;

	RabbitAdmissionPublisher(RabbitTemplate rabbit, BrokerConnection connection, Admissions admissions,
			ExecutorService executor) {
		this.rabbit = rabbit;
		this.connection = connection;
		this.admissions = admissions;
		this.executor = executor;
	}

	@Override
	public boolean isReady() {
		return this.connection.isOpen();
	}

	@Override
	public void publish(List<Admission> admitted) {
		try {
			this.executor.execute(() -> admitted.forEach(this::publish));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Stopping: the dispatcher of another replica gives the admissions back");
		}
	}

	private void publish(Admission admission) {
		if (!this.connection.isOpen()) {
			giveBack(admission, null);
			return;
		}
		Connection used = this.connection.current();
		CorrelationData correlation = new CorrelationData();
		try {
			this.rabbit.send("", QueueNames.TASKS, message(admission), correlation);
		}
		catch (RuntimeException ex) { // whatever it is, the others are still to be
										// published
			this.connection.distrust(used);
			giveBack(admission, ex);
			return;
		}
		correlation.getFuture().orTimeout(CONFIRM_SECONDS, TimeUnit.SECONDS).whenCompleteAsync((confirm, failure) -> {
			if (failure instanceof TimeoutException) {
				this.connection.distrust(used);
			}
			if (failure != null || !confirm.ack() || correlation.getReturned() != null) {
				giveBack(admission, failure);
			}
		}, this.executor);
	}

	private void giveBack(Admission admission, @Nullable Throwable cause) {
		logger.warn("Task " + admission.task() + " could not be published and waits again: "
				+ ((cause != null) ? cause.toString() : "the broker is away, or has refused or returned it"));
		try {
			this.admissions.giveBack(admission);
		}
		catch (DataAccessException ex) {
			logger.warn("Redis is away, so the dispatcher gives task " + admission.task() + " back later");
		}
	}

	private static Message message(Admission admission) {
		return MessageBuilder.withBody(TaskAdmitted.of(admission).write())
			.setContentType(MessageProperties.CONTENT_TYPE_JSON)
			.setDeliveryMode(MessageDeliveryMode.PERSISTENT)
			.build();
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.executor.shutdown();
		try {
			this.executor.awaitTermination(CONFIRM_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** It stops after all who publish, and before the connections close. */
	@Override
	public int getPhase() {
		return -1;
	}

}

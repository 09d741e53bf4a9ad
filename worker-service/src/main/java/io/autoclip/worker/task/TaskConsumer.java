package io.autoclip.worker.task;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.stereotype.Component;

import io.autoclip.messaging.QueueNames;
import io.autoclip.messaging.TaskAdmitted;
import io.autoclip.messaging.UnreadableMessageException;
import io.autoclip.task.NewerSchemaException;
import io.autoclip.task.StaleAttemptException;
import io.autoclip.task.UnknownTaskException;

/**
 * Takes messages from the queue: one consumer a slot, one message at a time each,
 * acknowledged when the task's outcome is in Redis. It never rejects a message: one that
 * says nothing new is acknowledged and counted, so that no message ever loops. Only while
 * Redis is away does a message stay unsettled; then consuming stops, which returns it to
 * the queue, and starts again when Redis answers.
 */
@Component
class TaskConsumer implements SmartLifecycle, ChannelAwareMessageListener {

	private static final Log logger = LogFactory.getLog(TaskConsumer.class);

	private static final long SHUTDOWN_MILLIS = 20_000;

	private final SimpleMessageListenerContainer container;

	private final TaskRunner runner;

	private final LeaseKeeper leases;

	private final Counter unreadable;

	private final Counter ignored;

	private final Counter failed;

	private final ScheduledExecutorService supervisor = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("task-consumer").factory());

	private volatile boolean running;

	TaskConsumer(ConnectionFactory connections, TaskRunner runner, LeaseKeeper leases, WorkerSettings settings,
			MeterRegistry meters, ApplicationContext context) {
		this.runner = runner;
		this.leases = leases;
		this.unreadable = meters.counter("autoclip.messages.unreadable");
		this.ignored = meters.counter("autoclip.messages.ignored");
		this.failed = meters.counter("autoclip.messages.failed");
		this.container = new SimpleMessageListenerContainer(connections);
		// A queue that was deleted is declared again.
		this.container.setApplicationContext(context);
		this.container.setQueueNames(QueueNames.TASKS);
		this.container.setMessageListener(this);
		this.container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
		this.container.setConcurrentConsumers(settings.effectiveSlots());
		this.container.setPrefetchCount(1);
		this.container.setMissingQueuesFatal(false);
		this.container.setRecoveryInterval(1000);
		this.container.setShutdownTimeout(SHUTDOWN_MILLIS);
		this.container.afterPropertiesSet();
	}

	@Override
	public void onMessage(Message message, @Nullable Channel channel) {
		try {
			this.runner.run(TaskAdmitted.read(message.getBody()).toAdmission());
		}
		catch (UnreadableMessageException ex) {
			this.unreadable.increment();
			logger.warn("A message was dropped: " + ex.getMessage());
		}
		catch (UnknownTaskException | StaleAttemptException | NewerSchemaException ex) {
			this.ignored.increment();
			logger.debug("A message was ignored", ex);
		}
		catch (RedisConnectionFailureException | QueryTimeoutException ex) {
			logger.warn("Redis is away: a message goes back to the queue", ex);
			this.leases.setAccepting(false);
			this.supervisor.execute(this.container::stop);
			return;
		}
		catch (RuntimeException ex) {
			// The boundary: an unsettled message would cost this slot for good. The
			// lease, if there is one, runs out.
			this.failed.increment();
			logger.error("A message could not be handled", ex);
		}
		settle(message, channel);
	}

	/**
	 * The channel may be gone: the broker was, or its acknowledgement time-out has passed
	 * (RabbitMQ closes the channel then, up to 4.2).
	 */
	private static void settle(Message message, @Nullable Channel channel) {
		if (channel == null) {
			return;
		}
		try {
			channel.basicAck(message.getMessageProperties().getDeliveryTag(), false);
		}
		catch (IOException | AlreadyClosedException | AmqpException ex) {
			logger.debug("The broker took the message back; it sends it again, and it is ignored then", ex);
		}
	}

	private void supervise() {
		try {
			keepConsuming();
		}
		catch (RuntimeException ex) {
			// A scheduled task that throws is never run again.
			logger.error("Consuming could not be started", ex);
		}
	}

	private void keepConsuming() {
		boolean consumes = this.container.isRunning();
		if (this.running && !consumes && !this.leases.isStoreAway()) {
			logger.info("Consuming again");
			this.container.start();
		}
		this.leases.setAccepting(this.running && this.container.getActiveConsumerCount() > 0);
	}

	@Override
	public void start() {
		this.running = true;
		this.container.start();
		this.leases.setAccepting(true);
		this.supervisor.scheduleWithFixedDelay(this::supervise, 1, 1, TimeUnit.SECONDS);
	}

	@Override
	public void stop() {
		this.running = false;
		this.leases.setAccepting(false);
		CountDownLatch stopped = new CountDownLatch(1);
		this.container.stop(stopped::countDown);
		this.leases.stopAll();
		this.supervisor.shutdownNow();
		try {
			if (!stopped.await(SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)) {
				logger.warn("Not all tasks could be handed back; their leases will run out");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Last to start, first to stop. */
	@Override
	public int getPhase() {
		return 2;
	}

}

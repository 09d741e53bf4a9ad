package io.autoclip.worker.task;

import java.io.IOException;
import java.time.Duration;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
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

/**
 * One consumer of one queue, which has one message at a time and acknowledges it when it
 * has been handled. Each has a container of its own, so that one that is stuck can be
 * started again without disturbing the others.
 */
final class QueueConsumer implements ChannelAwareMessageListener {

	private static final Log logger = LogFactory.getLog(QueueConsumer.class);

	/** How long a consumer may be missing before it is started again. */
	static final Duration PATIENCE = Duration.ofSeconds(30);

	private final SimpleMessageListenerContainer container;

	private final MessageHandler handler;

	private volatile boolean wanted;

	private volatile boolean busy;

	/** Whether a message was received that is to go back. */
	private volatile boolean unsettled;

	/** By the monotonic clock, when this consumer was last known to be well. */
	private volatile long wellAt = System.nanoTime();

	QueueConsumer(ConnectionFactory connections, ApplicationContext context, String queue, MessageHandler handler,
			Duration longestStop) {
		this.handler = handler;
		this.container = new SimpleMessageListenerContainer(connections);
		// A queue that was deleted is declared again.
		this.container.setApplicationContext(context);
		this.container.setQueueNames(queue);
		this.container.setMessageListener(this);
		this.container.setAcknowledgeMode(AcknowledgeMode.MANUAL);
		this.container.setConcurrentConsumers(1);
		this.container.setPrefetchCount(1);
		this.container.setMissingQueuesFatal(false);
		this.container.setPossibleAuthenticationFailureFatal(false);
		this.container.setRecoveryInterval(1000);
		this.container.setShutdownTimeout(longestStop.toMillis());
		// Spring would end the whole JVM, and with it what other slots are doing.
		this.container.setJavaLangErrorHandler((error) -> logger.error("A consumer died; it is started again", error));
		this.container.afterPropertiesSet();
	}

	/** Busy before it looks: whoever stops consuming looks the other way round. */
	@Override
	public void onMessage(Message message, @Nullable Channel channel) {
		this.busy = true;
		try {
			if (this.wanted && this.handler.handle(message)) {
				settle(message, channel);
			}
			else {
				this.unsettled = true;
			}
		}
		finally {
			this.busy = false;
			this.wellAt = System.nanoTime();
		}
	}

	/**
	 * The channel may be gone: the broker was, or its acknowledgement time-out has
	 * passed. RabbitMQ closes the channel then, up to 4.2; from 4.3 on it ends the
	 * consumer alone.
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

	/** Whether this consumer has a message in hand. */
	boolean isBusy() {
		return this.busy;
	}

	/** Whether it takes messages, or will when it has done with the one in hand. */
	boolean isConsuming() {
		return this.wanted && !this.unsettled && this.container.isRunning()
				&& this.container.getActiveConsumerCount() > 0;
	}

	/**
	 * Sees to it that this consumer consumes, or does not. Called every second. One that
	 * has a message in hand is left alone until it has done with it.
	 * @param consume whether to consume
	 */
	synchronized void keep(boolean consume) {
		this.wanted = consume;
		if (this.busy) {
			return;
		}
		if (!this.container.isRunning()) {
			startIf(consume);
		}
		else if (!consume || this.unsettled) {
			this.wanted = false;
			this.container.stop(); // what was received and not settled goes back
		}
		else {
			restartIfDead();
		}
	}

	private void startIf(boolean consume) {
		if (consume) {
			start();
		}
	}

	private void start() {
		this.unsettled = false;
		this.wanted = true;
		this.container.start();
		this.wellAt = System.nanoTime();
	}

	private void restartIfDead() {
		long now = System.nanoTime();
		if (this.container.getActiveConsumerCount() > 0) {
			this.wellAt = now;
		}
		else if (now - this.wellAt > PATIENCE.toNanos()) {
			restart("it has stopped");
		}
	}

	/** Starts this consumer again, unless it has a message in hand. */
	synchronized void restart(String why) {
		this.wanted = false;
		if (this.busy) {
			this.wanted = true;
			return;
		}
		logger.warn("A consumer of " + this.container.getQueueNames()[0] + " is started again: " + why);
		this.container.stop();
		start();
	}

	/**
	 * Stops consuming at once. A message in hand may still be done with; one that is not
	 * begun goes back.
	 * @param stopped is run when none is in hand any more
	 */
	void stop(Runnable stopped) {
		this.wanted = false;
		this.container.stop(stopped);
	}

	/** What is done with a message. */
	interface MessageHandler {

		/**
		 * Does with a message what is to be done.
		 * @return whether it is settled; else it goes back to the queue, and nothing is
		 * consumed until {@link QueueConsumer#keep} says so again
		 */
		boolean handle(Message message);

	}

}

package io.autoclip.worker.task;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueInformation;
import org.springframework.stereotype.Component;

import io.autoclip.messaging.QueueNames;

/**
 * Asks the broker now and then whether it knows of this worker's consumers: some brokers
 * do not say when they have forgotten one, or that the queue is gone.
 */
@Component
class QueueWatch {

	private final AmqpAdmin broker;

	/** By the monotonic clock, when all was last seen well. */
	private long wellAt = System.nanoTime();

	QueueWatch(AmqpAdmin broker) {
		this.broker = broker;
	}

	/**
	 * Asks the broker. While it is away, nothing is known.
	 * @param idle how many consumers here wait for a message
	 * @return whether for 30 s now, each time it was asked, the queue was not there, or
	 * had fewer consumers than wait here alone, or more messages than all consumers can
	 * have in hand
	 */
	boolean isNeglected(int idle) {
		long now = System.nanoTime();
		if (idle == 0 || isWell(idle)) {
			this.wellAt = now;
			return false;
		}
		if (now - this.wellAt <= QueueConsumer.PATIENCE.toNanos()) {
			return false;
		}
		this.wellAt = now;
		return true;
	}

	private boolean isWell(int idle) {
		try {
			QueueInformation queue = this.broker.getQueueInfo(QueueNames.TASKS);
			return queue != null && queue.getConsumerCount() >= idle
					&& queue.getMessageCount() <= queue.getConsumerCount();
		}
		catch (AmqpException ex) {
			return true;
		}
	}

}

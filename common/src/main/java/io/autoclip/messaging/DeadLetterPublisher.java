package io.autoclip.messaging;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Sends a message that was put aside once more, as it was, and waits until the queue has
 * it.
 */
class DeadLetterPublisher {

	private static final int CONFIRM_SECONDS = 5;

	private final RabbitTemplate rabbit;

	private final BrokerConnection connection;

	DeadLetterPublisher(RabbitTemplate rabbit, BrokerConnection connection) {
		this.rabbit = rabbit;
		this.connection = connection;
	}

	void publish(byte[] body) {
		if (!this.connection.isOpen()) {
			throw new BrokerAwayException(null);
		}
		CorrelationData correlation = new CorrelationData();
		try {
			this.rabbit.send("", QueueNames.TASKS,
					MessageBuilder.withBody(body)
						.setContentType(MessageProperties.CONTENT_TYPE_JSON)
						.setDeliveryMode(MessageDeliveryMode.PERSISTENT)
						.build(),
					correlation);
			boolean taken = correlation.getFuture().get(CONFIRM_SECONDS, TimeUnit.SECONDS).ack();
			if (!taken || correlation.getReturned() != null) {
				throw new BrokerAwayException(null);
			}
		}
		catch (AmqpException | ExecutionException | TimeoutException ex) {
			throw new BrokerAwayException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new BrokerAwayException(ex);
		}
	}

}

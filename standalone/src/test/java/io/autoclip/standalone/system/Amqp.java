package io.autoclip.standalone.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;

import io.autoclip.standalone.embedded.BrokerAddress;

/**
 * Somebody who speaks AMQP to the broker and is not AutoClip.
 */
final class Amqp implements AutoCloseable {

	private final Connection connection;

	private final Channel channel;

	Amqp(BrokerAddress address) {
		ConnectionFactory factory = new ConnectionFactory();
		factory.setHost(address.host());
		factory.setPort(address.port());
		factory.setUsername(address.username());
		factory.setPassword(address.password());
		factory.setAutomaticRecoveryEnabled(false);
		try {
			this.connection = factory.newConnection("test");
			this.channel = this.connection.createChannel();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Channel channel() {
		return this.channel;
	}

	/** How many messages of a queue wait for a consumer. */
	int ready(String queue) {
		try {
			return this.channel.queueDeclarePassive(queue).getMessageCount();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Takes a message, if there is one, and leaves it unacknowledged. */
	Optional<GetResponse> take(String queue) {
		try {
			return Optional.ofNullable(this.channel.basicGet(queue, false));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String text(GetResponse message) {
		return new String(message.getBody(), StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.connection.abort();
	}

}

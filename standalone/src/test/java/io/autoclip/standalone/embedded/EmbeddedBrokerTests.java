package io.autoclip.standalone.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class EmbeddedBrokerTests {

	@TempDir
	Path directory;

	@Test
	void startWhenStartedBeforeKeepsMessagesAndAddress() throws Exception {
		try (EmbeddedBroker broker = new EmbeddedBroker(this.directory)) {
			broker.start();
			BrokerAddress first = broker.address();
			publish(first);
			broker.close();
			assertThatIOException().isThrownBy(() -> connect(first));
			broker.start();
			assertThat(broker.address()).isEqualTo(first);
			assertThat(fetch(first)).isEqualTo("body");
		}
	}

	@Test
	void connectWhenPasswordIsWrongIsRefused() throws Exception {
		try (EmbeddedBroker broker = new EmbeddedBroker(this.directory)) {
			broker.start();
			BrokerAddress address = broker.address();
			BrokerAddress guessed = new BrokerAddress(address.host(), address.port(), address.username(), "guessed");
			assertThatExceptionOfType(PossibleAuthenticationFailureException.class).isThrownBy(() -> connect(guessed));
		}
	}

	@Test
	void startWhenStoreCannotBeOpenedFails() throws IOException {
		Files.writeString(this.directory.resolve("store"), "a file where Derby wants a directory");
		try (EmbeddedBroker broker = new EmbeddedBroker(this.directory)) {
			assertThatIOException().isThrownBy(broker::start).withMessageContaining("broker did not start");
		}
	}

	private static void publish(BrokerAddress address) throws Exception {
		try (Connection connection = connect(address); Channel channel = connection.createChannel()) {
			channel.queueDeclare("tasks", true, false, false, null);
			channel.confirmSelect();
			channel.basicPublish("", "tasks", MessageProperties.PERSISTENT_BASIC,
					"body".getBytes(StandardCharsets.UTF_8));
			channel.waitForConfirmsOrDie(10_000);
		}
	}

	private static String fetch(BrokerAddress address) throws Exception {
		try (Connection connection = connect(address); Channel channel = connection.createChannel()) {
			GetResponse response = channel.basicGet("tasks", true);
			return new String(response.getBody(), StandardCharsets.UTF_8);
		}
	}

	private static Connection connect(BrokerAddress address) throws Exception {
		ConnectionFactory factory = new ConnectionFactory();
		factory.setHost(address.host());
		factory.setPort(address.port());
		factory.setUsername(address.username());
		factory.setPassword(address.password());
		return factory.newConnection();
	}

}

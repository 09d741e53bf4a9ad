package io.autoclip.standalone.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

import org.testcontainers.rabbitmq.RabbitMQContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.ClassPathResource;

import io.autoclip.standalone.embedded.BrokerAddress;

/**
 * RabbitMQ in a container, with the queue type, the policies and the rights of production
 * ({@code rabbitmq-definitions.json}).
 */
public final class RabbitBroker {

	private static final int AMQP = 5672;

	private static final int MANAGEMENT = 15672;

	private static final String OPERATOR = "operator";

	private static final String USER = "autoclip";

	private static final JsonMapper JSON = new JsonMapper();

	private final String operatorsPassword = UUID.randomUUID().toString();

	private final String password = UUID.randomUUID().toString();

	private final JsonNode definitions = readDefinitions();

	private final FixedContainer<?> container;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	RabbitBroker() {
		this.container = new FixedContainer<>(new RabbitMQContainer(Images.RABBITMQ).withAdminUser(OPERATOR)
			.withAdminPassword(this.operatorsPassword), AMQP, MANAGEMENT);
		ask("PUT", "/users/" + USER, JSON.createObjectNode().put("password", this.password).put("tags", ""));
	}

	private static JsonNode readDefinitions() {
		try {
			return JSON.readTree(
					new ClassPathResource("rabbitmq-definitions.json", RabbitBroker.class).getContentAsByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	BrokerAddress address() {
		return new BrokerAddress(this.container.host(), this.container.port(AMQP), USER, this.password);
	}

	BrokerAddress operatorsAddress() {
		return new BrokerAddress(this.container.host(), this.container.port(AMQP), OPERATOR, this.operatorsPassword);
	}

	FixedContainer<?> container() {
		return this.container;
	}

	/** Makes the virtual host anew. */
	void empty() {
		ask("DELETE", "/vhosts/%2F", null);
		ask("POST", "/definitions", this.definitions);
	}

	/**
	 * Changes the policy of the queue of tasks, and lets RabbitMQ look each second (as a
	 * rule it looks once a minute) for what has outlasted it.
	 * @param timeout how long a message may be unacknowledged
	 */
	public void setAcknowledgementTimeout(Duration timeout) {
		this.container.run("rabbitmqctl", "-q", "eval", "application:set_env(rabbit, channel_tick_interval, 1000).");
		JsonNode policy = this.definitions.get("policies").get(0).deepCopy();
		((ObjectNode) policy.get("definition")).put("consumer-timeout", timeout.toMillis());
		ask("PUT", "/policies/%2F/" + policy.get("name").asString(), policy);
	}

	/**
	 * What the broker knows of a queue, as {@code rabbitmqctl} tells it, without delay.
	 */
	public QueueState queue(String name) {
		String found = this.container.run("rabbitmqctl", "-q", "list_queues", "--no-table-headers", "name", "type",
				"policy", "messages_ready", "messages_unacknowledged", "consumers");
		String[] columns = found.lines()
			.map((line) -> line.split("\t"))
			.filter((line) -> line[0].equals(name))
			.findFirst()
			.orElseThrow();
		return new QueueState(columns[1], columns[2], Integer.parseInt(columns[3]), Integer.parseInt(columns[4]),
				Integer.parseInt(columns[5]));
	}

	/** How many deliveries were taken back because nobody acknowledged them in time. */
	public long acknowledgementTimeouts() {
		return this.container.container()
			.getLogs()
			.lines()
			.filter((line) -> line.contains("delivery acknowledgement on channel"))
			.count();
	}

	private void ask(String method, String path, JsonNode body) {
		String credentials = OPERATOR + ":" + this.operatorsPassword;
		HttpRequest request = HttpRequest
			.newBuilder(URI
				.create("http://" + this.container.host() + ":" + this.container.port(MANAGEMENT) + "/api" + path))
			.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
			.header("Content-Type", "application/json")
			.method(method, (body != null) ? BodyPublishers.ofString(body.toString()) : BodyPublishers.noBody())
			.build();
		try {
			HttpResponse<String> answer = this.http.send(request, BodyHandlers.ofString());
			if (answer.statusCode() >= 300) {
				throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A queue at one moment.
	 *
	 * @param type its type
	 * @param policy the name of the policy that it follows
	 * @param ready messages that wait for a consumer
	 * @param unacknowledged messages that consumers have
	 * @param consumers how many take from it
	 */
	public record QueueState(String type, String policy, int ready, int unacknowledged, int consumers) {

	}

}

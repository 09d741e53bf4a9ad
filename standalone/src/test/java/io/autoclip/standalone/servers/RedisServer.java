package io.autoclip.standalone.servers;

import java.util.UUID;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

import io.autoclip.standalone.embedded.RedisAddress;

/**
 * Redis in a container, durable as in production.
 */
public final class RedisServer implements AutoCloseable {

	private static final int PORT = 6379;

	private final String password = UUID.randomUUID().toString();

	private final FixedContainer<?> container;

	/**
	 * Starts Redis.
	 * @param image one of {@link Images}
	 */
	public RedisServer(String image) {
		this.container = new FixedContainer<>(new RedisContainer(image, this.password), PORT);
	}

	public RedisAddress address() {
		return new RedisAddress(this.container.host(), this.container.port(PORT), this.password);
	}

	/** The version that the server itself names, as {@code 8.0.2}. */
	public String version() {
		return this.container.run("redis-cli", "INFO", "server")
			.lines()
			.filter((line) -> line.startsWith("redis_version:"))
			.map((line) -> line.substring("redis_version:".length()).strip())
			.findFirst()
			.orElseThrow();
	}

	FixedContainer<?> container() {
		return this.container;
	}

	void empty() {
		this.container.run("redis-cli", "FLUSHALL");
	}

	@Override
	public void close() {
		this.container.container().stop();
	}

	private static final class RedisContainer extends GenericContainer<RedisContainer> {

		RedisContainer(String image, String password) {
			super(DockerImageName.parse(image));
			withEnv("REDISCLI_AUTH", password);
			withCommand("redis-server", "--requirepass", password, "--appendonly", "yes", "--appendfsync", "always",
					"--maxmemory-policy", "noeviction", "--save", "");
			waitingFor(Wait.forLogMessage(".*Ready to accept connections.*", 1));
		}

	}

}

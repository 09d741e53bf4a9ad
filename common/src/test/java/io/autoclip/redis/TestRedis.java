package io.autoclip.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.embedded.RedisServer;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * A real Redis for the tests of one JVM, empty before each test. Use it as a static
 * {@code @RegisterExtension}.
 */
public final class TestRedis implements BeforeEachCallback {

	private static final int PORT = startServer();

	private static final StringRedisTemplate TEMPLATE = connect();

	private static int startServer() {
		try {
			int port = freePort();
			RedisServer server = RedisServer.builder()
				.port(port)
				.setting("save \"\"")
				.setting("bind 127.0.0.1")
				.build();
			server.start();
			Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
			return port;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket probe = new ServerSocket(0)) {
			return probe.getLocalPort();
		}
	}

	private static StringRedisTemplate connect() {
		LettuceConnectionFactory factory = new LettuceConnectionFactory("127.0.0.1", PORT);
		factory.afterPropertiesSet();
		factory.start();
		return new StringRedisTemplate(factory);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		try (RedisConnection connection = TEMPLATE.getRequiredConnectionFactory().getConnection()) {
			connection.serverCommands().flushAll();
		}
	}

	/**
	 * Returns the port of the server.
	 * @return a port on 127.0.0.1
	 */
	public int port() {
		return PORT;
	}

	/**
	 * Returns a connection to the server.
	 * @return the connection
	 */
	public StringRedisTemplate template() {
		return TEMPLATE;
	}

}

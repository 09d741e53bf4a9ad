package io.autoclip.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.embedded.RedisServer;

import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * A real Redis for the tests of one JVM, empty before each test. Use it as a static
 * {@code @RegisterExtension}.
 */
public final class TestRedis implements BeforeEachCallback {

	private static Server current = Server.OWN;

	/**
	 * Lets the tests run on another server from now on.
	 * @param connection where it is
	 */
	public static void useServer(DataRedisConnectionDetails connection) {
		DataRedisConnectionDetails.Standalone address = connection.getStandalone();
		current = Server.at(address.getHost(), address.getPort(), connection.getPassword());
	}

	/** Ends {@link #useServer}. */
	public static void useOwnServer() {
		current.connections().destroy();
		current = Server.OWN;
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		clear();
	}

	/** Empties the server. */
	public void clear() {
		try (RedisConnection connection = current.connections().getConnection()) {
			connection.serverCommands().flushAll();
		}
	}

	/**
	 * Returns the port of the server.
	 * @return a port on 127.0.0.1
	 */
	public int port() {
		return current.connections().getPort();
	}

	/**
	 * Returns a connection to the server.
	 * @return the connection
	 */
	public StringRedisTemplate template() {
		return current.template();
	}

	private record Server(LettuceConnectionFactory connections, StringRedisTemplate template) {

		private static final Server OWN = at("127.0.0.1", start(), null);

		private static Server at(String host, int port, String password) {
			RedisStandaloneConfiguration address = new RedisStandaloneConfiguration(host, port);
			address.setPassword(password);
			LettuceConnectionFactory factory = new LettuceConnectionFactory(address);
			factory.afterPropertiesSet();
			factory.start();
			return new Server(factory, new StringRedisTemplate(factory));
		}

		private static int start() {
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

	}

}

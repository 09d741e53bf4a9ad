package io.autoclip.standalone.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.ConnectionFactory;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.jspecify.annotations.Nullable;

/**
 * Qpid Broker-J with a Derby store: an AMQP 0-9-1 broker whose durable queues survive
 * restarts and kill -9. It refuses RabbitMQ's x-arguments and puts a message that is
 * rejected without requeue back for ever, so its clients use neither.
 */
public final class EmbeddedBroker implements EmbeddedServer {

	private static final String USER = "autoclip";

	private static final int CONNECT_TIMEOUT_MS = 10_000;

	private final Path directory;

	private final String password = Secret.random();

	private int port;

	private @Nullable SystemLauncher launcher;

	/**
	 * Describes a broker; {@link #start} starts it.
	 * @param directory where it keeps its data
	 */
	public EmbeddedBroker(Path directory) {
		this.directory = directory.toAbsolutePath();
	}

	@Override
	public void start() throws IOException {
		Files.createDirectories(this.directory);
		this.port = Loopback.freePort(this.port);
		// Derby would write this file to the working directory.
		System.setProperty("derby.stream.error.file", this.directory.resolve("derby.log").toString());
		FirstFailure failure = new FirstFailure();
		this.launcher = new SystemLauncher(failure);
		try {
			launch(this.launcher);
			failure.rethrow();
			connect();
		}
		catch (IOException ex) {
			close();
			throw new IOException("The AMQP broker did not start: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Tells where it listens.
	 * @return the address; the same after every start as long as its port is free
	 */
	public BrokerAddress address() {
		return new BrokerAddress(Loopback.HOST, this.port, USER, this.password);
	}

	@Override
	public void close() {
		if (this.launcher != null) {
			this.launcher.shutdown();
			this.launcher = null;
		}
	}

	private void launch(SystemLauncher launcher) throws IOException {
		try {
			launcher.startup(Map.of("type", "Memory", "initialConfigurationLocation", configuration(),
					"startupLoggedToSystemOut", false, "context", variables()));
		}
		catch (Exception ex) { // as Qpid declares it
			throw new IOException(ex);
		}
	}

	private static String configuration() {
		return Objects.requireNonNull(EmbeddedBroker.class.getResource("broker.json")).toExternalForm();
	}

	private Map<String, String> variables() {
		return Map.of("qpid.work_dir", this.directory.toString(), "autoclip.store",
				this.directory.resolve("store").toString(), "autoclip.host", Loopback.HOST, "autoclip.port",
				String.valueOf(this.port), "autoclip.user", USER, "autoclip.password", this.password,
				"broker.failStartupWithErroredChild", "true",
				// Not full, but 90 % full is where Qpid would stop publishers.
				"store.filesystem.maxUsagePercent", "100");
	}

	/** Qpid's launcher can return as if all were well when a port has failed. */
	private void connect() throws IOException {
		ConnectionFactory factory = new ConnectionFactory();
		factory.setHost(Loopback.HOST);
		factory.setPort(this.port);
		factory.setUsername(USER);
		factory.setPassword(this.password);
		factory.setConnectionTimeout(CONNECT_TIMEOUT_MS);
		factory.setAutomaticRecoveryEnabled(false);
		try {
			factory.newConnection("start-up check").close();
		}
		catch (TimeoutException ex) {
			throw new IOException(ex);
		}
	}

	/** Qpid's launcher tells its listener what went wrong instead of throwing it. */
	private static final class FirstFailure extends DefaultSystemLauncherListener {

		private @Nullable RuntimeException failure;

		@Override
		public void errorOnStartup(RuntimeException ex) {
			this.failure = ex;
		}

		void rethrow() throws IOException {
			if (this.failure != null) {
				throw new IOException(this.failure.getMessage(), this.failure);
			}
		}

	}

}

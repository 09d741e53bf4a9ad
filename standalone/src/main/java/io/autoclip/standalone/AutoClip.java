package io.autoclip.standalone;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;

import io.autoclip.api.ApiServiceApplication;
import io.autoclip.standalone.embedded.EmbeddedServers;
import io.autoclip.worker.WorkerServiceApplication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The embedded servers and both services, each service in an application context of its
 * own, as it would run alone. They differ from that only at the connection.
 */
final class AutoClip implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(AutoClip.class);

	private final EmbeddedServers servers;

	/** What runs, last started first. */
	private final Deque<AutoCloseable> running = new ArrayDeque<>();

	private boolean closed;

	AutoClip(StandaloneSettings settings) {
		this.servers = new EmbeddedServers(settings.data(), settings.storagePort());
	}

	/**
	 * Starts everything. If a part does not come up, nothing is left running.
	 * @param args Spring's command line arguments, for both services
	 * @return the port that the API and the page answer at
	 * @throws IOException if a server does not come up
	 */
	int start(String... args) throws IOException {
		try {
			return startParts(args);
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private int startParts(String... args) throws IOException {
		this.servers.start();
		keep(this.servers);
		OneManagementPort management = new OneManagementPort();
		ConfigurableApplicationContext worker = service(WorkerServiceApplication.class, "worker-service",
				WebApplicationType.NONE, management.ofWorker())
			.run(args);
		keep(worker);
		ConfigurableApplicationContext api = service(ApiServiceApplication.class, "api-service",
				WebApplicationType.SERVLET, management.ofApi(worker))
			.run(args);
		keep(api);
		return Integer.parseInt(Objects.requireNonNull(api.getEnvironment().getProperty("local.server.port")));
	}

	/** Stops what runs: the API first, the servers that the services need last. */
	@Override
	public synchronized void close() {
		this.closed = true;
		while (!this.running.isEmpty()) {
			closeQuietly(this.running.pop());
		}
	}

	private synchronized void keep(AutoCloseable part) {
		this.running.push(part);
		if (this.closed) { // told to stop while it was still starting
			close();
		}
	}

	private SpringApplication service(Class<?> application, String name, WebApplicationType type,
			ApplicationContextInitializer<?> management) {
		SpringApplication service = new SpringApplication(application);
		service.setDefaultProperties(Map.of("spring.config.name", name, "logging.include-application-name", "false"));
		service.setWebApplicationType(type);
		service.setBannerMode(Banner.Mode.OFF);
		service.setLogStartupInfo(false);
		service.setRegisterShutdownHook(false); // close() knows the order
		service.addInitializers(new ServerConnections(this.servers.redis().address(), this.servers.broker().address(),
				this.servers.objectStorage().address()), management);
		return service;
	}

	private static void closeQuietly(AutoCloseable part) {
		try {
			part.close();
		}
		catch (Exception ex) { // the other parts must be closed all the same
			LOG.warn("Not stopped cleanly: {}", part, ex);
		}
	}

}

package io.autoclip.standalone.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;

import io.autoclip.api.ApiServiceApplication;
import io.autoclip.standalone.ServerConnections;
import io.autoclip.standalone.servers.TestServers;
import io.autoclip.storage.ObjectStorage;
import io.autoclip.storage.StoredObject;
import io.autoclip.worker.WorkerServiceApplication;

/**
 * All of AutoClip for one test class: the servers that it is given, and as many replicas
 * of the services as the test starts. Downloads may reach the origin's host and port, and
 * nothing else on this machine.
 */
public final class TestSystem implements AutoCloseable {

	private static final String GRACE = "--autoclip.worker.shutdown-grace=";

	private final Path scratch;

	private final Origin origin = new Origin();

	private final TestServers servers;

	private final Deque<ConfigurableApplicationContext> contexts = new ArrayDeque<>();

	public TestSystem(TestServers servers) {
		this.servers = servers;
		try {
			this.scratch = Files.createTempDirectory("autoclip-test");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Starts a worker. */
	public static TestSystem started(TestServers servers, String... properties) {
		TestSystem system = new TestSystem(servers);
		system.startWorker(properties);
		return system;
	}

	public Origin origin() {
		return this.origin;
	}

	public TestServers servers() {
		return this.servers;
	}

	public Path scratch() {
		return this.scratch;
	}

	public ConfigurableApplicationContext startWorker(String... properties) {
		return startWorker(connections(), properties);
	}

	ConfigurableApplicationContext startWorker(ApplicationContextInitializer<GenericApplicationContext> connections,
			String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--autoclip.worker.scratch=" + scratch(),
				"--autoclip.egress.allow=" + this.origin.hostAndPort()));
		if (List.of(properties).stream().noneMatch((property) -> property.startsWith(GRACE))) {
			arguments.add(GRACE + "1s");
		}
		return start(WorkerServiceApplication.class, WebApplicationType.NONE, "worker-service", arguments, connections,
				properties);
	}

	public Api startApi(String... properties) {
		return api(startReplica(connections(), properties));
	}

	/** Starts an api that a test may stop. */
	ConfigurableApplicationContext startReplica(ApplicationContextInitializer<GenericApplicationContext> connections,
			String... properties) {
		return start(ApiServiceApplication.class, WebApplicationType.SERVLET, "api-service",
				new ArrayList<>(List.of("--server.port=0", "--autoclip.client-rate=0", "--autoclip.client-tasks=0")),
				connections, properties);
	}

	static Api api(ConfigurableApplicationContext replica) {
		return new Api(Integer.parseInt(replica.getEnvironment().getRequiredProperty("local.server.port")));
	}

	private ConfigurableApplicationContext start(Class<?> service, WebApplicationType type, String name,
			List<String> arguments, ApplicationContextInitializer<GenericApplicationContext> connections,
			String... properties) {
		arguments.add("--spring.config.name=" + name);
		arguments.add("--autoclip.retry.first-delay=500ms");
		arguments.add("--autoclip.retry.longest-delay=2s");
		arguments.addAll(List.of(properties));
		SpringApplication application = new SpringApplication(service);
		application.setWebApplicationType(type);
		application.setRegisterShutdownHook(false);
		application.addInitializers(connections);
		ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
		this.contexts.push(context);
		return context;
	}

	/** Plugs the servers into an application. */
	ServerConnections connections() {
		return new ServerConnections(this.servers.redis(), this.servers.broker(), this.servers.objectStorage());
	}

	/** The keys of all objects in the bucket. */
	public List<String> objects() {
		try (Stream<StoredObject> objects = storage().list("")) {
			return objects.map(StoredObject::key).toList();
		}
	}

	public ObjectStorage storage() {
		return bean(ObjectStorage.class);
	}

	/** A bean of the service that was started last. */
	public <T> T bean(Class<T> type) {
		return this.contexts.getFirst().getBean(type);
	}

	void stop(ConfigurableApplicationContext context) {
		this.contexts.remove(context);
		context.close();
	}

	@Override
	public void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
		this.origin.close();
		this.servers.close();
		try {
			FileSystemUtils.deleteRecursively(this.scratch);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

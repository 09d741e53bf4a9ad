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
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import io.autoclip.api.ApiServiceApplication;
import io.autoclip.standalone.ServerConnections;
import io.autoclip.standalone.embedded.EmbeddedServers;
import io.autoclip.storage.ObjectStorage;
import io.autoclip.storage.StoredObject;
import io.autoclip.worker.WorkerServiceApplication;

/**
 * All of AutoClip for one test class: real servers on data of their own, and as many
 * replicas of the services as the test starts. Downloads may reach the origin's host and
 * port, and nothing else on this machine.
 */
final class TestSystem implements AutoCloseable {

	private final Path data;

	private final Origin origin = new Origin();

	private final EmbeddedServers servers;

	private final Deque<ConfigurableApplicationContext> contexts = new ArrayDeque<>();

	TestSystem() {
		try {
			this.data = Files.createTempDirectory("autoclip-test");
			this.servers = new EmbeddedServers(this.data, 0);
			this.servers.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Starts a worker and an api. */
	static TestSystem started(String... properties) {
		TestSystem system = new TestSystem();
		system.startWorker(properties);
		return system;
	}

	Origin origin() {
		return this.origin;
	}

	EmbeddedServers servers() {
		return this.servers;
	}

	Path data() {
		return this.data;
	}

	Path scratch() {
		return this.data.resolve("scratch");
	}

	ConfigurableApplicationContext startWorker(String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--autoclip.worker.scratch=" + scratch(),
				"--autoclip.egress.allow=" + this.origin.hostAndPort()));
		return start(WorkerServiceApplication.class, WebApplicationType.NONE, "worker-service", arguments, properties);
	}

	Api startApi(String... properties) {
		ConfigurableApplicationContext context = start(ApiServiceApplication.class, WebApplicationType.SERVLET,
				"api-service", new ArrayList<>(List.of("--server.port=0")), properties);
		return new Api(Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
	}

	private ConfigurableApplicationContext start(Class<?> service, WebApplicationType type, String name,
			List<String> arguments, String... properties) {
		arguments.add("--spring.config.name=" + name);
		arguments.addAll(List.of(properties));
		SpringApplication application = new SpringApplication(service);
		application.setWebApplicationType(type);
		application.setRegisterShutdownHook(false);
		application.addInitializers(new ServerConnections(this.servers));
		ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
		this.contexts.push(context);
		return context;
	}

	/** The keys of all objects in the bucket. */
	List<String> objects() {
		try (Stream<StoredObject> objects = storage().list("")) {
			return objects.map(StoredObject::key).toList();
		}
	}

	ObjectStorage storage() {
		return this.contexts.getFirst().getBean(ObjectStorage.class);
	}

	void stop(ConfigurableApplicationContext context) {
		this.contexts.remove(context);
		context.close();
	}

	@Override
	public void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
		this.origin.close();
		try {
			this.servers.close();
			FileSystemUtils.deleteRecursively(this.data);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

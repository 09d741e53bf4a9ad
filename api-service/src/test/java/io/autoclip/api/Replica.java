package io.autoclip.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.autoclip.redis.TestRedis;
import io.autoclip.storage.FakeObjectStorage;
import io.autoclip.task.RecordingPublisher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * One running api with a real port, on a real Redis; the broker and the object storage
 * are replaced.
 */
public final class Replica implements AutoCloseable {

	private static final Map<String, Replica> SHARED = new ConcurrentHashMap<>();

	private static final Map<String, Object> SHORT = Map.of("autoclip.events.heartbeat", "300ms",
			"autoclip.events.max-streams", 20, "autoclip.events.client-streams", 0, "server.tomcat.connection-timeout",
			"2s", "server.tomcat.keep-alive-timeout", "60s");

	public static final HttpClient HTTP = HttpClient.newBuilder()
		.followRedirects(HttpClient.Redirect.NEVER)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	public static final String TOKEN = "a token, which no one guesses";

	private static final JsonMapper JSON = new JsonMapper();

	private final RecordingPublisher publisher;

	private final FakeObjectStorage storage = new FakeObjectStorage();

	private final ConfigurableApplicationContext context;

	private Replica(int redisPort, Map<String, Object> settings, RecordingPublisher publisher) {
		this.publisher = publisher;
		SpringApplication application = ApiServiceApplication.application();
		application.addInitializers((context) -> replace((GenericApplicationContext) context));
		Map<String, Object> all = new HashMap<>(Map.of("server.port", 0, "spring.data.redis.host", "127.0.0.1",
				"spring.data.redis.port", redisPort, "spring.main.banner-mode", "off", "autoclip.storage.access-key",
				"key", "autoclip.storage.secret-key", "secret", "autoclip.client-rate", 0, "autoclip.client-tasks", 0));
		all.putAll(settings);
		String[] args = all.entrySet()
			.stream()
			.map((entry) -> "--" + entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new);
		this.context = application.run(args);
	}

	private void replace(GenericApplicationContext context) {
		context.registerBean(RecordingPublisher.class, () -> this.publisher, (bean) -> bean.setPrimary(true));
		context.registerBean(FakeObjectStorage.class, () -> this.storage, (bean) -> bean.setPrimary(true));
	}

	public static Replica start(int redisPort, Map<String, Object> settings) {
		return new Replica(redisPort, settings, new RecordingPublisher());
	}

	/**
	 * A replica on the Redis that all tests share, with short heartbeats and room for a
	 * few event streams; started once.
	 */
	public static Replica shared(TestRedis redis) {
		return SHARED.computeIfAbsent("first", (key) -> start(redis.port(), SHORT));
	}

	/** Another one on the same Redis, which leaves all admissions to the first. */
	public static Replica second(TestRedis redis) {
		return SHARED.computeIfAbsent("second", (key) -> {
			Replica replica = start(redis.port(), SHORT);
			replica.publisher().setReady(false);
			return replica;
		});
	}

	/**
	 * Another one behind a proxy that the api trusts and that is all clients reach: it
	 * streams the files. It publishes where the first does, since either may admit a
	 * task.
	 */
	public static Replica behindProxy(TestRedis redis) {
		RecordingPublisher publisher = shared(redis).publisher();
		return SHARED.computeIfAbsent("behind proxy", (key) -> {
			Map<String, Object> settings = new HashMap<>(SHORT);
			settings.put("autoclip.trusted-proxies", "10.1.0.0/16, 127.0.0.1");
			settings.put("autoclip.download.mode", "stream");
			settings.put("autoclip.hosts", "clips.example");
			return new Replica(redis.port(), settings, publisher);
		});
	}

	/** Another one that asks for {@link #TOKEN}. */
	public static Replica locked(TestRedis redis) {
		RecordingPublisher publisher = shared(redis).publisher();
		return SHARED.computeIfAbsent("locked", (key) -> {
			Map<String, Object> settings = new HashMap<>(SHORT);
			settings.put("autoclip.token", TOKEN);
			settings.put("autoclip.trusted-proxies", "127.0.0.1");
			return new Replica(redis.port(), settings, publisher);
		});
	}

	public RecordingPublisher publisher() {
		return this.publisher;
	}

	public FakeObjectStorage storage() {
		return this.storage;
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public int port() {
		return Integer.parseInt(Objects.requireNonNull(this.context.getEnvironment().getProperty("local.server.port")));
	}

	public String url(String path) {
		return "http://127.0.0.1:" + port() + path;
	}

	public HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(30));
	}

	public Answer get(String path, String... headers) {
		HttpRequest.Builder request = request(path);
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	public Answer post(String path) {
		return send(request(path).POST(BodyPublishers.noBody()));
	}

	public Answer post(String path, String json) {
		return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
	}

	public Answer submit(String link) {
		return post("/tasks", JSON.writeValueAsString(Map.of("url", link)));
	}

	public Answer patch(String path, String json) {
		return send(request(path).header("Content-Type", "application/json")
			.method("PATCH", BodyPublishers.ofString(json)));
	}

	public Answer delete(String path) {
		return send(request(path).DELETE());
	}

	public static Answer send(HttpRequest.Builder request) {
		try {
			return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What the api answered.
	 */
	public record Answer(HttpResponse<String> response) {

		public int status() {
			return this.response.statusCode();
		}

		public String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

		public String text() {
			return this.response.body();
		}

		public JsonNode json() {
			return JSON.readTree(this.response.body());
		}

		public String id() {
			return json().get("id").asString();
		}

		public List<String> ids() {
			return json().get("items").valueStream().map((item) -> item.get("id").asString()).toList();
		}

	}

}

package io.autoclip.standalone.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.data.redis.connection.RedisZSetCommands;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.standalone.servers.EmbeddedTestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An egress that is there whenever a worker looks for it, and gone whenever a task needs
 * it.
 */
class FlickeringEgressTests {

	private static final String DELAYED = "{autoclip}:delayed";

	private final AtomicInteger asked = new AtomicInteger();

	private TestSystem system;

	private HttpServer egress;

	@BeforeEach
	void start() throws IOException {
		this.egress = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
		this.egress.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.egress.createContext("/", this::answer);
		this.egress.start();
		this.system = new TestSystem(new EmbeddedTestServers());
	}

	@AfterEach
	void stop() {
		this.system.close();
		this.egress.stop(0);
	}

	/** Whoever asks for his account first asks in vain, then has an answer, and so on. */
	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			if (!exchange.getRequestURI().toString().contains("account")) {
				return;
			}
			byte[] account = "{\"instance\": \"flickering\", \"bytes\": 0, \"connections\": 0}"
				.getBytes(StandardCharsets.UTF_8);
			boolean there = this.asked.incrementAndGet() % 2 == 0;
			exchange.sendResponseHeaders(there ? 200 : 502, account.length);
			exchange.getResponseBody().write(account);
		}
	}

	@Test
	void taskDoesNotWaitForEgressForEver() {
		String port = String.valueOf(this.egress.getAddress().getPort());
		this.system.startWorker("--autoclip.egress.url=http://127.0.0.1:" + port, "--autoclip.egress.key=key",
				"--autoclip.retry.tries=2");
		StringRedisTemplate redis = this.system.bean(StringRedisTemplate.class);
		Api api = this.system.startApi("--autoclip.retry.tries=2");
		String task = api.submit(this.system.origin().file("/unreached.mp4", Media.clip()));
		await().atMost(Duration.ofMinutes(2)).until(() -> {
			// It need not wait in a test.
			redis.execute((RedisCallback<Boolean>) (connection) -> connection.zSetCommands()
				.zAdd(DELAYED.getBytes(StandardCharsets.UTF_8), 1, task.getBytes(StandardCharsets.UTF_8),
						RedisZSetCommands.ZAddArgs.ifExists()));
			return "failed".equals(api.status(task));
		});
		JsonNode ended = api.task(task);
		assertThat(ended.get("error").get("code").asString()).isEqualTo("network");
		assertThat(ended.get("attempt").asInt()).isEqualTo(12);
		assertThat(api.json("/dead-letters").get("items")).hasSize(1);
	}

}

package io.autoclip.api.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.event.EventClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An api whose Redis goes away and comes back.
 */
class StoreAwayTests {

	private static DurableRedis redis;

	private static Replica api;

	@BeforeAll
	static void start() throws IOException {
		redis = new DurableRedis();
		api = Replica.start(redis.port(), Map.of("autoclip.client-rate", 100));
	}

	@AfterAll
	static void stop() throws IOException {
		api.close();
		redis.close();
	}

	private static void awaitStore() {
		await().atMost(Duration.ofSeconds(20)).until(() -> api.get("/tasks").status() == 200);
	}

	@Test
	void everythingWhenRedisIsAwayIs503AtOnceAndRecovers() throws IOException {
		String id = api.submit("https://example.com/1").id();
		redis.stop();
		try {
			for (String path : new String[] { "/tasks", "/tasks/" + id, "/tasks/" + id + "/events", "/videos",
					"/info" }) {
				assertAway(() -> api.get(path));
			}
			assertAway(() -> api.submit("https://example.com/2"));
			assertAway(() -> api.post("/tasks/" + id + "/cancel"));
			awaitReady(503);
			assertThat(api.get("/livez").status()).isEqualTo(200);
			assertThat(api.get("/docs/problems").status()).isEqualTo(200);
		}
		finally {
			redis.start();
		}
		awaitStore();
		assertThat(api.get("/tasks/" + id).status()).isEqualTo(200);
		assertThat(api.submit("https://example.com/3").status()).isEqualTo(202);
		awaitReady(200);
	}

	/** The answer of a second ago may be told again. */
	private static Answer awaitReady(int status) {
		return await().until(() -> api.get("/readyz"), (answer) -> answer.status() == status);
	}

	private static void assertAway(Supplier<Answer> request) {
		Instant before = Instant.now();
		Answer answer = request.get();
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.json().get("code").asString()).isEqualTo("store_unavailable");
		assertThat(answer.header("Retry-After")).isEqualTo("5");
		assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(6));
	}

	@Test
	void postWhenRedisIsSilentIs503AfterTheTimeOut() {
		StringRedisTemplate template = api.bean(StringRedisTemplate.class);
		template.execute((RedisCallback<Object>) (connection) -> connection.execute("CLIENT", "PAUSE".getBytes(),
				"9000".getBytes(), "ALL".getBytes()));
		assertAway(() -> api.submit("https://example.com/4"));
		awaitStore();
	}

	@Test
	void eventsWhenRedisWasAwayGoOnWithoutAGap() throws IOException {
		String id = api.submit("https://example.com/5").id();
		EventClient client = EventClient.open(api, "/tasks/" + id + "/events");
		client.await(1);
		redis.stop();
		redis.start();
		awaitStore();
		await().ignoreExceptions().until(() -> api.post("/tasks/" + id + "/cancel").status() == 202);
		assertThat(client.awaitEnd()).extracting(EventClient.Event::status).containsExactly("queued", "cancelled");
	}

	@Test
	void readyzWhenRedisKeepsEveryWriteSaysSo() {
		Answer answer = awaitReady(200);
		assertThat(answer.json().at("/components/store/details/durability").asString()).contains("on disk");
		assertThat(answer.json().at("/components/broker/details/connected").asBoolean()).isTrue();
	}

	@Test
	void readyzWhenTheBrokerIsAwayIsReady() {
		awaitReady(200);
		api.publisher().setReady(false);
		Answer answer = api.get("/readyz");
		api.publisher().setReady(true);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().at("/components/broker/details/connected").asBoolean()).isFalse();
	}

	@Test
	void readyzWhenRedisMayForgetIs503() {
		StringRedisTemplate template = api.bean(StringRedisTemplate.class);
		template.execute((RedisCallback<Object>) (connection) -> {
			connection.serverCommands().setConfig("appendfsync", "everysec");
			return null;
		});
		Answer answer = awaitReady(503);
		template.execute((RedisCallback<Object>) (connection) -> {
			connection.serverCommands().setConfig("appendfsync", "always");
			return null;
		});
		assertThat(answer.json().at("/components/store/details/durability").asString())
			.isEqualTo("tasks may be lost: {appendfsync=everysec instead of always}");
	}

}

package io.autoclip.api.door;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.store.DurableRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The lock and the limit of a replica whose Redis is away.
 */
class RedisAwayDoorTests {

	private static final String RIGHT = "Bearer a token";

	private static DurableRedis redis;

	private static Replica api;

	@BeforeAll
	static void start() throws IOException {
		redis = new DurableRedis();
		api = Replica.start(redis.port(), Map.of("autoclip.token", "a token", "autoclip.client-rate", 100,
				"autoclip.trusted-proxies", "127.0.0.1"));
	}

	@AfterAll
	static void stop() throws IOException {
		api.close();
		redis.close();
	}

	private static Answer get(String client, String token) {
		return api.get("/docs/problems", "X-Forwarded-For", client, "Authorization", token);
	}

	@Test
	void whoIsWrongWaitsAndWhoIsRightReadsAtOnce() throws IOException {
		assertThat(get("203.0.113.1", RIGHT).header("RateLimit")).isNotEmpty();
		redis.stop();
		try {
			Instant before = Instant.now();
			for (int i = 0; i < 20; i++) {
				assertThat(get("203.0.113." + i, RIGHT).status()).isEqualTo(200);
			}
			assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(4));
			Answer wrong = get("203.0.113.99", "Bearer x");
			assertThat(wrong.status()).isEqualTo(429);
			assertThat(Integer.parseInt(wrong.header("Retry-After"))).isBetween(1, 5);
			assertThat(get("203.0.113.99", RIGHT).status()).isEqualTo(429);
		}
		finally {
			redis.start();
		}
		await().atMost(Duration.ofSeconds(20)).until(() -> get("203.0.113.2", "Bearer x").status() == 401);
		await().atMost(Duration.ofSeconds(20)).until(() -> !get("203.0.113.3", RIGHT).header("RateLimit").isEmpty());
	}

}

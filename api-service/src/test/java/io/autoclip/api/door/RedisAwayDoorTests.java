package io.autoclip.api.door;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.store.DurableRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The lock and the limit of a replica whose Redis is away.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisAwayDoorTests {

	private static final String TOKEN = "a token of some length";

	private static final String RIGHT = "Bearer " + TOKEN;

	private static final Map<String, Object> SETTINGS = Map.of("autoclip.token", TOKEN, "autoclip.client-rate", 100,
			"autoclip.trusted-proxies", "127.0.0.1");

	private static DurableRedis redis;

	private static Replica api;

	@BeforeAll
	static void start() throws IOException {
		redis = new DurableRedis();
		api = Replica.start(redis.port(), SETTINGS);
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
		await().atMost(Duration.ofSeconds(20)).until(() -> !get("203.0.113.1", RIGHT).header("RateLimit").isEmpty());
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

	private static Answer signIn(Replica api) {
		return Replica.send(api.request("/sign-in")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("token=" + URLEncoder.encode(TOKEN, StandardCharsets.UTF_8))));
	}

	private static Answer withCookie(Replica api, String cookie) {
		return api.get("/docs/problems", "Cookie", cookie, "Accept", "text/html");
	}

	@Test
	void whoIsSignedInReadsOnAndOthersAreToldThatRedisIsAway(CapturedOutput output) throws IOException {
		AtomicReference<String> set = new AtomicReference<>();
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			Answer in = signIn(api);
			set.set(in.header("Set-Cookie"));
			return in.status() == 302;
		});
		String right = set.get().substring(0, set.get().indexOf(';'));
		redis.stop();
		try (Replica late = Replica.start(redis.port(), SETTINGS)) {
			assertThat(withCookie(api, right).status()).isEqualTo(200);
			assertAway(withCookie(api, right + "0"));
			assertAway(withCookie(late, right));
			Answer form = signIn(api);
			assertThat(form.status()).isEqualTo(503);
			assertThat(form.header("Retry-After")).isEqualTo("5");
			assertThat(form.response().body()).contains("store does not answer", "name=\"token\"");
			assertThat(output.getAll()).doesNotContain("ERROR", "\tat ");
		}
		finally {
			redis.start();
		}
		await().atMost(Duration.ofSeconds(20)).until(() -> withCookie(api, right + "0").status() == 302);
		assertThat(withCookie(api, right).status()).isEqualTo(200);
	}

	private static void assertAway(Answer answer) {
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.json().get("code").asString()).isEqualTo("store_unavailable");
		assertThat(answer.header("Retry-After")).isEqualTo("5");
		assertThat(answer.header("Set-Cookie")).isEmpty();
	}

}

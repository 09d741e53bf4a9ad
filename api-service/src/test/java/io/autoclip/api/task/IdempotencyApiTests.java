package io.autoclip.api.task;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The header Idempotency-Key.
 */
class IdempotencyApiTests {

	private static final String LINK = "https://example.com/watch?v=1";

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private final Workshop workshop = new Workshop(this.api);

	private static Answer post(Replica api, String path, String link, String key) {
		return Replica.send(api.request(path)
			.headers("Content-Type", "application/json", "Idempotency-Key", key)
			.POST(BodyPublishers.ofString("{\"url\": \"" + link + "\"}")));
	}

	private Answer post(String link, String key) {
		return post(this.api, "/tasks", link, key);
	}

	@Test
	void replayIsTheSameTaskAsItIsNow() {
		Answer first = post(LINK, "a");
		this.workshop.fail(this.workshop.begin(first.id()), FailureCode.DRM);
		Answer replay = post(LINK, "a");
		assertThat(replay.status()).isEqualTo(202);
		assertThat(replay.header("Location")).isEqualTo(first.header("Location"));
		assertThat(replay.json().get("task_id").asString()).isEqualTo(first.id());
		assertThat(replay.json().get("status").asString()).isEqualTo("failed");
		assertThat(this.api.get("/tasks").ids()).containsExactly(first.id());
	}

	@Test
	void replayAtAnotherReplicaIsTheSameTask() {
		assertThat(post(Replica.second(redis), "/tasks", LINK, "a").id()).isEqualTo(post(LINK, "a").id());
	}

	@Test
	void sameKeyAtTheSameMomentMakesOneTask() {
		Set<String> ids = new ConcurrentSkipListSet<>();
		try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 20; i++) {
				clients.execute(() -> ids.add(post(LINK, "a").id()));
			}
		}
		assertThat(ids).hasSize(1);
		assertThat(this.api.get("/tasks").ids()).containsExactlyElementsOf(ids);
	}

	@Test
	void anotherBodyIs422AndMakesNothing() {
		post(LINK, "a");
		Answer refused = post("https://example.com/other", "a");
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.json().get("code").asString()).isEqualTo("idempotency_key_reused");
		assertThat(this.api.get("/tasks").ids()).hasSize(1);
	}

	/** The key is its sender's own, and holds for one path. */
	@Test
	void keyOfAnotherScopeIsAnotherKey() {
		assertThat(post(this.api, "/task", LINK, "a").id()).isNotEqualTo(post(LINK, "a").id());
		Replica proxied = Replica.behindProxy(redis);
		String one = Replica.send(from("10.9.9.1", proxied)).id();
		assertThat(Replica.send(from("10.9.9.2", proxied)).id()).isNotEqualTo(one);
		assertThat(Replica.send(from("10.9.9.1", proxied)).id()).isEqualTo(one);
	}

	private static HttpRequest.Builder from(String client, Replica proxied) {
		return proxied.request("/tasks")
			.headers("Content-Type", "application/json", "Idempotency-Key", "b", "X-Forwarded-For", client)
			.POST(BodyPublishers.ofString("{\"url\": \"" + LINK + "\"}"));
	}

	@Test
	void keyIsForgottenAfterADay() {
		post(LINK, "a");
		String key = redis.template().keys("{autoclip}:idempotency:*").iterator().next();
		assertThat(redis.template().getExpire(key)).isBetween(Duration.ofHours(23).toSeconds(),
				Duration.ofHours(24).toSeconds());
	}

	@ParameterizedTest
	@ValueSource(strings = { "two words", "" })
	void keyThatIsNoVisibleAsciiIs400(String key) {
		assertThat(post(LINK, key).json().get("code").asString()).isEqualTo("invalid_idempotency_key");
	}

	@Test
	void keyOf255CharactersIsTakenAndOneMoreIs400() {
		assertThat(post(LINK, "k".repeat(255)).status()).isEqualTo(202);
		assertThat(post(LINK, "k".repeat(256)).status()).isEqualTo(400);
	}

}

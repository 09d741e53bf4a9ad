package io.autoclip.api.deadletter;

import java.nio.charset.StandardCharsets;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.messaging.DeadLetters;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What AutoClip has given up on.
 */
class DeadLetterApiTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private final Workshop workshop = new Workshop(this.api);

	private String submit() {
		return this.api.submit("https://example.com/1").id();
	}

	private JsonNode letters() {
		return this.api.get("/dead-letters").json().get("items");
	}

	@Test
	void taskThatFailedForTheLastTimeForATransientCauseIsADeadLetter() {
		String id = this.workshop.exhaust(submit(), FailureCode.NETWORK);
		JsonNode letter = letters().get(0);
		assertThat(letter.get("id").asString()).isEqualTo(id);
		assertThat(letter.get("kind").asString()).isEqualTo("task");
		assertThat(letter.get("reason").asString()).isEqualTo("network");
		assertThat(letter.at("/task/attempts")).hasSize(5);
		assertThat(letter.get("died_at")).isEqualTo(letter.at("/task/finished_at"));
	}

	@Test
	void taskThatFailedForALastingCauseIsNone() {
		this.workshop.fail(this.workshop.begin(submit()), FailureCode.DRM);
		assertThat(letters()).isEmpty();
	}

	@Test
	void requeueOfATaskStartsAFreshRound() {
		String id = this.workshop.exhaust(submit(), FailureCode.NETWORK);
		Answer answer = this.api.post("/dead-letters/" + id + "/requeue");
		assertThat(answer.status()).isEqualTo(202);
		assertThat(letters()).isEmpty();
		assertThat(this.api.get("/tasks/" + id).json().get("status").asString()).isEqualTo("queued");
		assertThat(this.workshop.begin(id).attempt()).isEqualTo(6);
	}

	@Test
	void retryOfATaskTakesItsLetterAway() {
		String id = this.workshop.exhaust(submit(), FailureCode.NETWORK);
		this.api.post("/tasks/" + id + "/retry");
		assertThat(letters()).isEmpty();
	}

	@Test
	void dropTakesTheLetterAwayAndLeavesTheTask() {
		String id = this.workshop.exhaust(submit(), FailureCode.NETWORK);
		assertThat(this.api.delete("/dead-letters/" + id).status()).isEqualTo(204);
		assertThat(this.api.delete("/dead-letters/" + id).status()).isEqualTo(404);
		assertThat(letters()).isEmpty();
		assertThat(this.api.get("/tasks/" + id).json().get("status").asString()).isEqualTo("failed");
	}

	@Test
	void messageThatNobodyCouldReadIsShownWithoutTrustingIt() {
		this.api.bean(DeadLetters.class).add("<b>\u0007 not ours".getBytes(StandardCharsets.UTF_8), "It is not JSON.");
		JsonNode letter = letters().get(0);
		assertThat(letter.get("kind").asString()).isEqualTo("message");
		assertThat(letter.get("reason").asString()).isEqualTo("It is not JSON.");
		assertThat(letter.get("body").asString()).isEqualTo("<b>? not ours");
		assertThat(this.api.delete("/dead-letters/" + letter.get("id").asString()).status()).isEqualTo(204);
		assertThat(letters()).isEmpty();
	}

	@Test
	void listIsNewestFirstAndInPages() {
		DeadLetters dead = this.api.bean(DeadLetters.class);
		for (int i = 0; i < 3; i++) {
			dead.add(("message " + i).getBytes(StandardCharsets.UTF_8), "It is not JSON.");
		}
		JsonNode first = this.api.get("/dead-letters?limit=2").json();
		assertThat(first.at("/items/0/body").asString()).isEqualTo("message 2");
		JsonNode second = this.api.get("/dead-letters?limit=2&cursor=" + first.get("next_cursor").asString()).json();
		assertThat(second.get("items")).hasSize(1);
		assertThat(second.at("/items/0/body").asString()).isEqualTo("message 0");
		assertThat(second.has("next_cursor")).isFalse();
	}

}

package io.autoclip.api.task;

import java.util.List;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import io.autoclip.task.Growth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Lists, and the tasks of their entries.
 */
class PlaylistApiTests {

	private static final String LIST = "{\"url\": \"https://a.example/list\", \"playlist\": true}";

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private final Workshop workshop = new Workshop(this.api);

	private JsonNode task(String id) {
		return this.api.get("/tasks/" + id).json();
	}

	@Test
	void listTellsHowItsChildrenStand() {
		Answer accepted = this.api.post("/tasks", LIST);
		assertThat(accepted.status()).isEqualTo(202);
		assertThat(accepted.json().get("kind").asString()).isEqualTo("playlist");
		assertThat(accepted.json().get("children").toString())
			.isEqualTo("{\"expected\":null,\"queued\":0,\"running\":0,\"succeeded\":0,\"failed\":0,\"cancelled\":0,"
					+ "\"more\":false}");
		AttemptId attempt = this.workshop.begin(accepted.id());
		this.workshop.expand(attempt, 3);
		JsonNode children = task(accepted.id()).get("children");
		assertThat(children.get("queued").asInt()).isEqualTo(3);
		assertThat(children.get("expected").asInt()).isEqualTo(3);
	}

	@Test
	void childrenAreListedByPagesTheLastFirst() {
		String list = this.workshop.list(5);
		Answer first = this.api.get("/tasks/" + list + "/children?limit=3");
		Answer second = this.api
			.get("/tasks/" + list + "/children?limit=3&cursor=" + first.json().get("next_cursor").asString());
		assertThat(first.ids()).hasSize(3);
		assertThat(second.ids()).hasSize(2).doesNotContainAnyElementsOf(first.ids());
		assertThat(second.json().has("next_cursor")).isFalse();
		JsonNode last = first.json().get("items").get(0);
		assertThat(last.get("url").asString()).endsWith("i=4");
		assertThat(last.get("parent").asString()).isEqualTo(list);
		assertThat(this.api.get("/tasks?limit=3&parent=" + list).ids()).isEqualTo(first.ids());
		assertThat(this.api.get("/tasks?parent=x").status()).isEqualTo(400);
		assertThat(this.api.get("/tasks/0a2c4e6g8j0m2p4r6t8w0y2a4c/children").status()).isEqualTo(404);
	}

	@Test
	void listEndsWithItsLastChildAndSaysHowManyFailed() {
		String list = this.workshop.list(2);
		List<String> children = this.api.get("/tasks/" + list + "/children").ids();
		this.workshop.fail(this.workshop.begin(children.get(0)), FailureCode.DRM);
		assertThat(task(list).get("status").asString()).isEqualTo("running");
		this.workshop.succeed(this.workshop.begin(children.get(1)));
		await().until(() -> task(list).get("status").asString().equals("succeeded"));
		assertThat(task(list).at("/children/failed").asInt()).isEqualTo(1);
		assertThat(task(list).at("/children/succeeded").asInt()).isEqualTo(1);
		assertThat(task(list).get("video_id").isNull()).isTrue();
	}

	@Test
	void cancelEndsTheWholeListAndNothingComesAfter() {
		String list = this.api.post("/tasks", LIST).id();
		AttemptId attempt = this.workshop.begin(list);
		this.workshop.expand(attempt, 30);
		assertThat(this.api.post("/tasks/" + list + "/cancel").status()).isEqualTo(202);
		assertThat(this.workshop.expand(attempt, 50)).isEqualTo(Growth.CANCELLED);
		assertThat(task(list).at("/children/cancelled").asInt()).isEqualTo(30);
		assertThat(task(list).at("/children/queued").asInt()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"playlist\": true, \"playlist_limit\": 0", "\"playlist\": true, \"playlist_limit\": 501",
			"\"playlist_limit\": 5", "\"playlist\": false, \"playlist_limit\": 5", "\"playlist\": \"yes\"" })
	void limitThatCannotBeIs400(String options) {
		Answer answer = this.api.post("/tasks", "{\"url\": \"https://a.example/list\", " + options + "}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("code").asString()).isEqualTo("invalid_request");
	}

	@Test
	void listMayBeCutShort() {
		String list = this.api
			.post("/tasks", "{\"url\": \"https://a.example/list\", \"playlist\": true, \"playlist_limit\": 2}")
			.id();
		this.workshop.expand(this.workshop.begin(list), 5);
		assertThat(this.api.get("/tasks/" + list + "/children").ids()).hasSize(2);
	}

}

package io.autoclip.api.task;

import java.util.ArrayList;
import java.util.List;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import io.autoclip.task.Task;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskLogs;
import io.autoclip.task.TaskRepository;
import io.autoclip.video.Video;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class TaskApiTests {

	private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private final Workshop workshop = new Workshop(this.api);

	/**
	 * BASELINE 9: 201 was declared and 200 sent, and the documented address was a 404.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/task", "/tasks" })
	void postWhenLinkIsGoodIs202AndLocationLeadsToTheTask(String path) {
		Answer answer = this.api.post(path, "{\"url\": \"https://example.com/watch?v=1\"}");
		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.header("Retry-After")).isEqualTo("1");
		assertThat(answer.header("Location")).isEqualTo(this.api.url("/tasks/" + answer.id()));
		assertThat(answer.json().get("task_id")).isEqualTo(answer.json().get("id"));
		assertThat(this.api.get("/tasks/" + answer.id()).status()).isEqualTo(200);
	}

	/**
	 * An answer without a length goes out in two packets.
	 */
	@Test
	void answerWhenItIsATaskHasALength() {
		Answer accepted = this.api.submit("https://example.com/1");
		assertThat(accepted.header("Content-Length")).isNotEmpty();
		assertThat(this.api.get("/tasks/" + accepted.id()).header("Content-Length")).isNotEmpty();
	}

	@Test
	void postWhenAcceptedIsDurableAndItsClients() {
		String id = this.api.submit("https://example.com/1").id();
		Task task = this.api.bean(TaskRepository.class).find(new TaskId(id)).orElseThrow().task();
		assertThat(task.owner()).isEqualTo("127.0.0.1");
		assertThat(task.url().value()).isEqualTo("https://example.com/1");
	}

	@Test
	void postWhenBrokerIsAwayIsAccepted() {
		this.api.publisher().setReady(false);
		try {
			assertThat(this.api.submit("https://example.com/1").status()).isEqualTo(202);
		}
		finally {
			this.api.publisher().setReady(true);
		}
	}

	@Test
	void getWhenTaskWaitsHasEveryName() {
		JsonNode task = this.api.get("/tasks/" + this.api.submit("https://example.com/1").id()).json();
		assertThat(task.propertyNames()).containsExactly("id", "url", "kind", "parent", "title", "children", "output",
				"force", "status", "phase", "attempt", "progress", "video_id", "clips", "clip_task_id", "error",
				"attempts", "warnings", "created_at", "started_at", "finished_at", "updated_at", "links");
		assertThat(task.get("status").asString()).isEqualTo("queued");
		assertThat(task.get("attempt").asInt()).isZero();
		for (String name : List.of("phase", "progress", "video_id", "error", "started_at", "finished_at")) {
			assertThat(task.get(name).isNull()).as(name).isTrue();
		}
		assertThat(task.get("created_at").asString()).matches(TIME);
		assertThat(task.get("links").propertyNames()).containsExactly("self", "events", "cancel");
	}

	/** BASELINE 10: waiting, running, lost and unknown were all PENDING. */
	@Test
	void getWhenTaskRunsSaysSoWithNumbers() {
		AttemptId attempt = this.workshop.begin(this.api.submit("https://example.com/1").id());
		JsonNode fresh = this.api.get("/tasks/" + attempt.task()).json();
		assertThat(fresh.get("status").asString()).isEqualTo("running");
		assertThat(fresh.get("phase").asString()).isEqualTo("resolving");
		this.workshop.progress(attempt, 1_048_576);
		Answer answer = this.api.get("/tasks/" + attempt.task());
		assertThat(answer.header("Retry-After")).isEqualTo("1");
		assertThat(answer.json().get("phase").asString()).isEqualTo("downloading");
		assertThat(answer.json().get("attempt").asInt()).isEqualTo(1);
		assertThat(answer.json().get("started_at").asString()).matches(TIME);
		assertThat(answer.json().get("progress").toString())
			.isEqualTo("{\"phase\":\"downloading\",\"bytes\":1048576,\"total_bytes\":4194304,\"speed\":524288.5,"
					+ "\"eta\":6.0,\"done_seconds\":null,\"total_seconds\":null}");
	}

	@Test
	void getWhenTaskSucceededLeadsToItsVideo() {
		Video video = this.workshop.fetch("https://example.com/1");
		String id = this.api.get("/tasks").ids().getFirst();
		Answer answer = this.api.get("/tasks/" + id);
		assertThat(answer.header("Retry-After")).isEmpty();
		assertThat(answer.json().get("video_id").asString()).isEqualTo(video.id().value());
		assertThat(answer.json().get("finished_at").asString()).matches(TIME);
		JsonNode links = answer.json().get("links");
		assertThat(links.propertyNames()).containsExactly("self", "events", "video", "download");
		assertThat(links.get("video").asString()).isEqualTo(this.api.url("/videos/" + video.id()));
	}

	/** BASELINE 2: a failed task made the status endpoint answer 500. */
	@Test
	void getWhenTaskFailedIs200WithCodeAndSentence() {
		AttemptId attempt = this.workshop.begin(this.api.submit("https://example.com/1").id());
		this.workshop.fail(attempt, FailureCode.DRM);
		Answer answer = this.api.get("/tasks/" + attempt.task());
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().get("status").asString()).isEqualTo("failed");
		assertThat(answer.json().get("error").propertyNames()).containsExactly("code", "detail");
		assertThat(answer.json().get("error").get("code").asString()).isEqualTo("drm");
		assertThat(answer.json().get("links").propertyNames()).containsExactly("self", "events", "retry");
	}

	/** BASELINE 3: FAILURE was shown while a retry was pending. */
	@Test
	void getWhenAnotherAttemptIsPendingIsQueuedWithoutError() {
		AttemptId attempt = this.workshop.begin(this.api.submit("https://example.com/1").id());
		this.workshop.fail(attempt, FailureCode.NETWORK);
		JsonNode task = this.api.get("/tasks/" + attempt.task()).json();
		assertThat(task.get("status").asString()).isEqualTo("queued");
		assertThat(task.get("error").isNull()).isTrue();
	}

	/** BASELINE 17: an unknown id was 200 PENDING. */
	@ParameterizedTest
	@ValueSource(strings = { "0a2c4e6g8j0m2p4r6t8w0y2a4c", "nonsense", "1", "A%20B" })
	void everythingWhenTaskIsUnknownIs404(String id) {
		for (Answer answer : List.of(this.api.get("/tasks/" + id), this.api.get("/tasks/" + id + "/events"),
				this.api.post("/tasks/" + id + "/cancel"), this.api.post("/tasks/" + id + "/retry"))) {
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.json().get("code").asString()).isEqualTo("task_not_found");
		}
	}

	@Test
	void cancelWhenTaskWaitsEndsItAndAgainChangesNothing() {
		String id = this.api.submit("https://example.com/1").id();
		Answer first = this.api.post("/tasks/" + id + "/cancel");
		Answer again = this.api.post("/tasks/" + id + "/cancel");
		assertThat(first.status()).isEqualTo(202);
		assertThat(first.json().get("status").asString()).isEqualTo("cancelled");
		assertThat(again.status()).isEqualTo(202);
		assertThat(again.json()).isEqualTo(first.json());
	}

	@Test
	void cancelWhenTaskRunsIsAcceptedAndTheTaskGoesOnUntilItsWorkerHears() {
		AttemptId attempt = this.workshop.begin(this.api.submit("https://example.com/1").id());
		this.workshop.progress(attempt, 5);
		Answer answer = this.api.post("/tasks/" + attempt.task() + "/cancel");
		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.json().get("status").asString()).isEqualTo("running");
		assertThat(answer.json().get("progress").get("bytes").asInt()).isEqualTo(5);
		this.api.bean(TaskRepository.class).confirmCancel(attempt);
		assertThat(this.api.get("/tasks/" + attempt.task()).json().get("status").asString()).isEqualTo("cancelled");
	}

	@Test
	void retryWhenTaskFailedOrWasCancelledQueuesItAnew() {
		String id = this.api.submit("https://example.com/1").id();
		this.api.post("/tasks/" + id + "/cancel");
		Answer answer = this.api.post("/tasks/" + id + "/retry");
		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.json().get("status").asString()).isEqualTo("queued");
		assertThat(answer.json().get("finished_at").isNull()).isTrue();
	}

	@Test
	void cancelAndRetryWhenStatusForbidsAre409() {
		this.workshop.fetch("https://example.com/1");
		String done = this.api.get("/tasks").ids().getFirst();
		String waiting = this.api.submit("https://example.com/2").id();
		for (String path : List.of(done + "/cancel", done + "/retry", waiting + "/retry")) {
			Answer answer = this.api.post("/tasks/" + path);
			assertThat(answer.status()).isEqualTo(409);
			assertThat(answer.json().get("code").asString()).isEqualTo("illegal_transition");
		}
	}

	@Test
	void listWhenTasksComeInMeanwhileSkipsAndRepeatsNone() {
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			expected.addFirst(this.api.submit("https://example.com/" + i).id());
		}
		List<String> seen = new ArrayList<>();
		String query = "?limit=3";
		while (query != null) {
			Answer page = this.api.get("/tasks" + query);
			seen.addAll(page.ids());
			this.api.submit("https://example.com/new");
			JsonNode next = page.json().get("next_cursor");
			query = (next != null) ? "?limit=3&cursor=" + next.asString() : null;
		}
		assertThat(seen).isEqualTo(expected);
	}

	@Test
	void listWhenNoLimitIsGivenHas20AndWithStatusOnlyThose() {
		for (int i = 0; i < 21; i++) {
			this.api.submit("https://example.com/" + i);
		}
		String cancelled = this.api.get("/tasks").ids().get(4);
		this.api.post("/tasks/" + cancelled + "/cancel");
		assertThat(this.api.get("/tasks").ids()).hasSize(20);
		assertThat(this.api.get("/tasks?status=cancelled").ids()).containsExactly(cancelled);
		assertThat(this.api.get("/tasks?status=queued&limit=100").ids()).hasSize(20).doesNotContain(cancelled);
		assertThat(this.api.get("/tasks?status=cancelled").json().has("next_cursor")).isFalse();
	}

	/** BASELINE 18: a 10 MB link was accepted. */
	@Test
	void postWhenLinkHasTenMegabytesIs413() {
		Answer answer = this.api.submit("https://example.com/" + "a".repeat(10_000_000));
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.json().get("code").asString()).isEqualTo("body_too_large");
		assertThat(this.api.get("/tasks").ids()).isEmpty();
	}

	@Test
	void logWhenAnAttemptHasToldOneIsPlainText() {
		AttemptId attempt = this.workshop.begin(this.api.submit("https://example.com/1").id());
		this.api.bean(TaskLogs.class).write(attempt, "<script>\n".repeat(4000) + "the end\n");
		Answer answer = this.api.get("/tasks/" + attempt.task() + "/log");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).startsWith("text/plain");
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.response().body()).startsWith("Attempt 1\n").endsWith("the end\n").hasSizeLessThan(17_000);
	}

	@Test
	void logOfAStaleAttemptIsNotHeard() {
		AttemptId attempt = this.workshop.begin(this.api.submit("https://example.com/1").id());
		this.workshop.fail(attempt, FailureCode.DRM);
		this.api.bean(TaskLogs.class).write(attempt, "late");
		assertThat(this.api.get("/tasks/" + attempt.task() + "/log").status()).isEqualTo(404);
	}

}

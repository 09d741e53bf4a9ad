package io.autoclip.api.task;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.FailureCode;
import io.autoclip.task.SourceUrl;
import io.autoclip.task.Task;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The retry of many tasks.
 */
class BulkRetryApiTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private final Workshop workshop = new Workshop(this.api);

	private String failed(String link, FailureCode code) {
		String id = this.api.submit(link).id();
		this.workshop.fail(this.workshop.begin(id), code);
		return id;
	}

	private String status(String id) {
		return this.api.get("/tasks/" + id).json().get("status").asString();
	}

	@Test
	void retryOfManyTakesThoseThatFit() {
		String drm = failed("https://a.example/1", FailureCode.DRM);
		String gone = failed("https://a.example/2", FailureCode.NOT_FOUND);
		String elsewhere = failed("https://b.example/1", FailureCode.DRM);
		Answer answer = this.api.post("/tasks/retry", "{\"code\": \"drm\", \"site\": \"a.example\"}");
		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.response().body()).isEqualTo("{\"retried\":1,\"more\":false}");
		assertThat(status(drm)).isEqualTo("queued");
		assertThat(status(gone)).isEqualTo("failed");
		assertThat(status(elsewhere)).isEqualTo("failed");
	}

	@Test
	void retryOfManyStopsAtTheLimitAndSaysThatThereIsMore() {
		for (int i = 0; i < 3; i++) {
			failed("https://a.example/" + i, FailureCode.DRM);
		}
		JsonNode first = this.api.post("/tasks/retry", "{\"limit\": 2}").json();
		assertThat(first.get("retried").asInt()).isEqualTo(2);
		assertThat(first.get("more").asBoolean()).isTrue();
		String next = "{\"cursor\": " + first.get("next_cursor") + "}";
		assertThat(this.api.post("/tasks/retry", next).response().body()).isEqualTo("{\"retried\":1,\"more\":false}");
	}

	/** Asking again with the cursor comes to an end, whatever the filter leaves out. */
	@Test
	void retryOfManyLooksAtSoManyAndGoesOnAtTheCursor() {
		TaskRepository tasks = this.api.bean(TaskRepository.class);
		String oldest = cancelled("https://b.example/1", tasks);
		for (int i = 0; i < 100; i++) {
			cancelled("https://a.example/" + i, tasks);
		}
		BulkRetry retry = new BulkRetry(tasks);
		RetryResponse first = retry.run(new RetryRequest(TaskStatus.CANCELLED, null, "b.example", null, null), "ann",
				100);
		assertThat(first).isEqualTo(RetryResponse.more(0, first.nextCursor()));
		RetryResponse second = retry
			.run(new RetryRequest(TaskStatus.CANCELLED, null, "b.example", null, first.nextCursor()), "ann", 100);
		assertThat(second).isEqualTo(RetryResponse.done(1));
		assertThat(status(oldest)).isEqualTo("queued");
	}

	private static String cancelled(String link, TaskRepository tasks) {
		Task task = tasks.accept(new SourceUrl(link), "ann");
		return tasks.cancel(task.id()).id().value();
	}

	@Test
	void retryOfManyEndsWhereTheClientMayHaveNoMore() {
		for (int i = 0; i < 3; i++) {
			failed("https://a.example/" + i, FailureCode.DRM);
		}
		try (Replica limited = Replica.start(redis.port(), Map.of("autoclip.client-tasks", 2))) {
			await("the first tick").until(() -> "2"
				.equals(redis.template().<String, String>opsForHash().get("{autoclip}:settings", "owner_limit")));
			assertThat(limited.post("/tasks/retry", "{}").response().body())
				.isEqualTo("{\"retried\":2,\"more\":false,\"stopped\":\"too_many_tasks\"}");
			Answer refused = limited.post("/tasks/retry", "{}");
			assertThat(refused.status()).isEqualTo(429);
			assertThat(refused.json().get("code").asString()).isEqualTo("too_many_tasks");
			assertThat(refused.header("Retry-After")).isEqualTo("30");
			assertThat(limited.post("/tasks/retry", "{\"code\": \"network\"}").response().body())
				.isEqualTo("{\"retried\":0,\"more\":false}");
		}
	}

	/** Nobody fills up another's places, or passes by his own limit. */
	@ParameterizedTest
	@ValueSource(strings = { "/tasks/ID/retry", "/tasks/retry", "/dead-letters/ID/requeue" })
	void retriedTaskCountsForWhoAsks(String path) {
		Replica proxied = Replica.behindProxy(redis);
		String id = this.workshop.exhaust(this.api.submit("https://a.example/1").id(), FailureCode.NETWORK);
		Answer answer = Replica.send(proxied.request(path.replace("ID", id))
			.headers("X-Forwarded-For", "203.0.113.77", "Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{}")));
		assertThat(answer.status()).isEqualTo(202);
		assertThat(redis.template().opsForSet().members("{autoclip}:unended:203.0.113.77")).containsExactly(id);
		assertThat(redis.template().opsForSet().members("{autoclip}:unended:127.0.0.1")).isEmpty();
	}

	@Test
	void cursorOfAnotherListIs400() {
		Answer answer = this.api.post("/tasks/retry", "{\"cursor\": \"dmlkZW9zOjE\"}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("code").asString()).isEqualTo("invalid_cursor");
	}

	@Test
	void retryOfManyTakesCancelledOnesOnlyIfAsked() {
		String id = this.api.submit("https://a.example/1").id();
		this.api.post("/tasks/" + id + "/cancel");
		assertThat(this.api.post("/tasks/retry", "{}").json().get("retried").asInt()).isZero();
		this.api.post("/tasks/retry", "{\"status\": \"cancelled\"}");
		assertThat(status(id)).isEqualTo("queued");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"status\": \"running\"}", "{\"status\": \"gone\"}", "{\"code\": \"x\"}",
			"{\"limit\": 0}", "{\"limit\": 1001}" })
	void filterThatMakesNoSenseIs400(String filter) {
		Answer answer = this.api.post("/tasks/retry", filter);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("code").asString()).isEqualTo("invalid_request");
	}

}

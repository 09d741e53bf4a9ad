package io.autoclip.api.task;

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
		assertThat(this.api.post("/tasks/retry", "{\"limit\": 2}").response().body())
			.isEqualTo("{\"retried\":2,\"more\":true}");
		assertThat(this.api.post("/tasks/retry", "{}").response().body()).isEqualTo("{\"retried\":1,\"more\":false}");
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

package io.autoclip.api.original;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import io.autoclip.video.Video;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class OriginalApiTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private final Workshop workshop = new Workshop(this.api);

	private void assertStatus(String id, String status) {
		JsonNode task = this.api.get("/task/" + id).json();
		assertThat(task.propertyNames()).containsExactly("task_id", "task_status", "task_result");
		assertThat(task.get("task_id").asString()).isEqualTo(id);
		assertThat(task.get("task_status").asString()).isEqualTo(status);
	}

	@Test
	void taskWhenItGoesOnHasTheOriginalsWords() {
		String id = this.api.post("/task", "{\"url\": \"https://example.com/1\"}").json().get("task_id").asString();
		assertStatus(id, "PENDING");
		AttemptId attempt = this.workshop.begin(id);
		assertStatus(id, "STARTED");
		assertThat(this.api.get("/task/" + id).json().get("task_result").isNull()).isTrue();
		Video video = this.workshop.succeed(attempt);
		assertStatus(id, "SUCCESS");
		String result = this.api.get("/task/" + id).json().get("task_result").asString();
		assertThat(result).isEqualTo(video.id().value());
		assertThat(this.api.get("/details/" + result).json()).isEqualTo(this.api.get("/videos/" + result).json());
	}

	@Test
	void taskWhenItFailedOrWasCancelledIsAFailure() {
		AttemptId attempt = this.workshop.begin(this.api.submit("https://example.com/1").id());
		this.workshop.fail(attempt, FailureCode.DRM);
		assertStatus(attempt.task().value(), "FAILURE");
		String cancelled = this.api.submit("https://example.com/1").id();
		this.api.post("/tasks/" + cancelled + "/cancel");
		assertStatus(cancelled, "FAILURE");
	}

	@Test
	void downloadWhenFileNameIsKnownIsTheSignedLinkAsOneString() {
		Video video = this.workshop.fetch("https://example.com/1");
		Answer answer = this.api.get("/download/" + video.fileName());
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.header("Cache-Control")).contains("no-store");
		assertThat(answer.json().isString()).isTrue();
		assertThat(answer.json().asString()).startsWith("http://127.0.0.1:9000/").contains("/media.mp4?");
	}

	@Test
	void downloadWhenApiStreamsIsALinkToIt() {
		Replica streaming = Replica.behindProxy(redis);
		Video video = new Workshop(streaming).fetch("https://example.com/1");
		assertThat(streaming.get("/download/" + video.fileName()).json().asString())
			.startsWith(streaming.url("/files/"));
	}

	/** The original answered with a signed link to nothing. */
	@Test
	void downloadWhenFileNameIsNotTheVideosIs404() {
		Video video = this.workshop.fetch("https://example.com/1");
		for (String name : new String[] { video.id().value(), video.id() + ".mkv", video.id() + ".mp4.mp4",
				"0a2c4e6g8j0m2p4r6t8w0y2a4c.mp4", "holiday.mp4", ".mp4" }) {
			Answer answer = this.api.get("/download/" + name);
			assertThat(answer.status()).as(name).isEqualTo(404);
			assertThat(answer.json().get("code").asString()).isEqualTo("video_not_found");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0a2c4e6g8j0m2p4r6t8w0y2a4c", "nonsense" })
	void everythingWhenUnknownIs404(String id) {
		assertThat(this.api.get("/task/" + id).json().get("code").asString()).isEqualTo("task_not_found");
		assertThat(this.api.get("/details/" + id).json().get("code").asString()).isEqualTo("video_not_found");
	}

}

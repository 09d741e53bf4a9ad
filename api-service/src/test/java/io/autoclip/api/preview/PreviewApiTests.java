package io.autoclip.api.preview;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletableFuture;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.MediaIdentity;
import io.autoclip.task.Output;
import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is behind a link.
 */
class PreviewApiTests {

	private static final String BODY = "{\"url\": \"https://example.com/watch?v=1\"}";

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private final Workshop workshop = new Workshop(this.api);

	@Test
	void previewIsAcceptedAtOnce() {
		Answer answer = this.api.post("/previews", BODY);
		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.header("Location")).isEqualTo(this.api.url("/previews/" + answer.id()));
		assertThat(answer.header("Retry-After")).isEqualTo("1");
		assertThat(answer.header("Preference-Applied")).isEmpty();
		assertThat(answer.json().get("status").asString()).isEqualTo("queued");
		assertThat(answer.json().get("playlist").isNull()).isTrue();
	}

	@Test
	void previewTellsWhatTheSiteTold() {
		JsonNode preview = this.api.get("/previews/" + this.workshop.preview("https://example.com/1")).json();
		assertThat(preview.get("status").asString()).isEqualTo("succeeded");
		assertThat(preview.get("title").asString()).isEqualTo("A walk by the sea");
		assertThat(preview.get("playlist").asBoolean()).isFalse();
		assertThat(preview.at("/formats/0/size").asLong()).isEqualTo(4_194_304);
		assertThat(preview.get("links").propertyNames()).containsExactly("self");
	}

	@Test
	void previewTellsWhatIsInTheLibrary() {
		String video = this.workshop.fetch("https://example.com/1").id().value();
		assertThat(known("https://example.com/1")).isEqualTo(video);
		assertThat(known("https://example.com/2")).isEmpty();
		redis.template()
			.opsForHash()
			.put("{autoclip}:known", MediaIdentity.of("Generic", "1", Output.DEFAULT).value(), video);
		assertThat(known("https://example.com/2")).as("as the site says").isEqualTo(video);
	}

	private String known(String link) {
		return this.api.get("/previews/" + this.workshop.preview(link)).json().get("known_video_id").asString("");
	}

	@Test
	void previewIsInNoListAndMakesNoVideo() {
		String id = this.workshop.preview("https://example.com/1");
		this.api.post("/previews", BODY);
		assertThat(this.api.get("/tasks").ids()).isEmpty();
		assertThat(this.api.get("/tasks?status=succeeded").ids()).isEmpty();
		assertThat(this.api.get("/tasks?status=queued").ids()).isEmpty();
		assertThat(this.api.get("/videos").ids()).isEmpty();
		JsonNode task = this.api.get("/tasks/" + id).json();
		assertThat(task.get("video_id").isNull()).isTrue();
		assertThat(task.get("links").propertyNames()).containsExactly("self", "events");
	}

	@Test
	void previewIsForgottenTenMinutesAfterItsEnd() {
		String id = this.workshop.preview("https://example.com/1");
		StringRedisTemplate store = redis.template();
		assertThat(store.getExpire("{autoclip}:task:" + id)).isBetween(590L, 600L);
		assertThat(store.getExpire("{autoclip}:preview:" + id)).isBetween(600L, 660L);
		assertThat(store.keys("{autoclip}:ended*")).isEmpty();
		assertThat(store.opsForZSet().size("{autoclip}:previews")).isZero();
		store.delete("{autoclip}:task:" + id);
		Answer gone = this.api.get("/previews/" + id);
		assertThat(gone.status()).isEqualTo(404);
		assertThat(gone.json().get("code").asString()).isEqualTo("preview_not_found");
	}

	@Test
	void preferenceHoldsTheAnswerUntilThePreviewIsThere() {
		CompletableFuture<Answer> held = CompletableFuture.supplyAsync(() -> post("respond-async, wait=30"));
		this.workshop.tell(begunPreview());
		Answer answer = held.join();
		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
		assertThat(answer.header("Retry-After")).isEmpty();
		assertThat(answer.json().get("title").asString()).isEqualTo("A walk by the sea");
	}

	private AttemptId begunPreview() {
		StringRedisTemplate store = redis.template();
		await().until(() -> store.opsForZSet().size("{autoclip}:previews") == 1);
		return this.workshop.begin(store.opsForZSet().range("{autoclip}:previews", 0, 0).iterator().next());
	}

	@Test
	void preferenceHoldsTheAnswerNoLonger() {
		Answer answer = post("wait=1");
		assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
		assertThat(answer.json().get("status").asString()).isEqualTo("queued");
	}

	private Answer post(String prefer) {
		return Replica.send(this.api.request("/previews")
			.headers("Content-Type", "application/json", "Prefer", prefer)
			.POST(BodyPublishers.ofString(BODY)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "wait", "wait=", "wait=-1", "wait=x", "awaiting=3", "wait=0" })
	void preferenceThatNobodyUnderstandsIsPassedOver(String prefer) {
		assertThat(post(prefer).header("Preference-Applied")).isEmpty();
	}

	@Test
	void previewFailsWithTheCodeThatADownloadWouldHave() {
		AttemptId attempt = this.workshop.begin(this.api.post("/previews", BODY).id());
		this.workshop.fail(attempt, FailureCode.GEO_BLOCKED);
		Answer answer = this.api.get("/previews/" + attempt.task());
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().at("/error/code").asString()).isEqualTo("geo_blocked");
		assertThat(this.api.post("/tasks/" + attempt.task() + "/retry").status()).isEqualTo(409);
	}

	@Test
	void waitingPreviewCanBeCancelled() {
		String id = this.api.post("/previews", BODY).id();
		assertThat(this.api.post("/tasks/" + id + "/cancel").status()).isEqualTo(202);
		assertThat(this.api.get("/previews/" + id).json().get("status").asString()).isEqualTo("cancelled");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0a2c4e6g8j0m2p4r6t8w0y2a4c", "nonsense" })
	void unknownIdIs404(String id) {
		assertThat(this.api.get("/previews/" + id).json().get("code").asString()).isEqualTo("preview_not_found");
	}

	@Test
	void taskIsNoPreview() {
		String id = this.api.submit("https://example.com/1").id();
		assertThat(this.api.get("/previews/" + id).status()).isEqualTo(404);
	}

	@Test
	void badLinkIs400() {
		assertThat(this.api.post("/previews", "{\"url\": \"ftp://x\"}").json().get("code").asString())
			.isEqualTo("invalid_url");
		assertThat(this.api.post("/previews", "{}").json().get("code").asString()).isEqualTo("invalid_request");
	}

}

package io.autoclip.api.problem;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.api.event.EventClient;
import io.autoclip.api.file.FileLinks;
import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.messaging.DeadLetters;
import io.autoclip.redis.TestRedis;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemApiTests {

	private static final String UNKNOWN = "0a2c4e6g8j0m2p4r6t8w0y2a4c";

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	/**
	 * Each code is brought about for real; a new one does not compile without a way to.
	 */
	@ParameterizedTest
	@EnumSource
	void answerWhenRefusedIsAProblem(ProblemCode code) throws IOException {
		JsonNode problem = (code == ProblemCode.MALFORMED_REQUEST) ? malformed() : provoke(code);
		assertThat(problem.propertyNames()).containsExactlyInAnyOrder("type", "title", "status", "detail", "instance",
				"code");
		assertThat(problem.get("code").asString()).isEqualTo(code.text());
		assertThat(problem.get("status").asInt()).isEqualTo(code.status().value());
		assertThat(problem.get("type").asString()).isEqualTo("/docs/problems#" + code.text());
		assertThat(problem.get("detail").asString()).endsWith(".").doesNotContain("xception", "10.0.0.7");
		assertThat(this.api.get("/docs/problems").response().body()).contains("<dt id=\"" + code.text() + "\">");
	}

	private JsonNode provoke(ProblemCode code) {
		try {
			Answer answer = request(code);
			assertThat(answer.status()).isEqualTo(code.status().value());
			assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
			assertThat(answer.header("Retry-After").isEmpty())
				.isEqualTo(!List.of(503, 429).contains(code.status().value()));
			return answer.json();
		}
		finally {
			this.api.storage().setAway(false);
		}
	}

	private Answer request(ProblemCode code) {
		return switch (code) {
			case MALFORMED_REQUEST -> throw new IllegalArgumentException("HttpClient would not send it");
			case MALFORMED_JSON -> this.api.post("/tasks", "{\"url\": ");
			case INVALID_REQUEST -> this.api.post("/tasks", "{}");
			case UNKNOWN_FIELD -> this.api.post("/tasks", "{\"url\": \"https://example.com/\", \"formt\": \"mp4\"}");
			case INVALID_URL -> this.api.submit("file:///etc/passwd");
			case INVALID_OUTPUT -> this.api.post("/tasks", "{\"url\": \"https://example.com/\", \"max_height\": 1}");
			case INVALID_PARAMETER -> this.api.get("/tasks?limit=0");
			case INVALID_CURSOR -> this.api.get("/tasks?cursor=x");
			case CROSS_SITE_REQUEST -> foreign();
			case UNAUTHORIZED -> Replica.locked(redis).get("/tasks");
			case NOT_FOUND -> this.api.get("/nothing/here");
			case TASK_NOT_FOUND, PREVIEW_NOT_FOUND, VIDEO_NOT_FOUND, CLIP_NOT_FOUND -> unknown(code);
			case INVALID_CLIPPING, NO_CHAPTERS, NO_PICTURE, SCENES_UNKNOWN -> split(code);
			case VIDEO_HELD -> deleteOthersVideo();
			case FILE_NOT_FOUND -> download(Map.of("lost", true));
			case METHOD_NOT_ALLOWED -> this.api.delete("/tasks");
			case NOT_ACCEPTABLE -> this.api.get("/tasks", "Accept", "image/png");
			case ILLEGAL_TRANSITION -> this.api.post("/tasks/" + submitted() + "/retry");
			case BODY_TOO_LARGE -> this.api.submit("https://example.com/" + "a".repeat(70_000));
			case UNSUPPORTED_MEDIA_TYPE -> plainText();
			case INVALID_IDEMPOTENCY_KEY -> keyed("https://example.com/1", "two words");
			case IDEMPOTENCY_KEY_REUSED -> reuseKey();
			case LOG_NOT_FOUND -> this.api.get("/tasks/" + submitted() + "/log");
			case DEAD_LETTER_NOT_FOUND -> this.api.post("/dead-letters/" + UNKNOWN + "/requeue");
			case BROKER_UNAVAILABLE -> requeueMessage();
			case LINK_INVALID -> this.api.get("/files/a/b/media.mp4?signature=x");
			case LINK_EXPIRED -> this.api.get(signed(Duration.ZERO));
			case RANGE_NOT_SATISFIABLE -> this.api.get(signed(Duration.ofMinutes(1)), "Range", "bytes=9-");
			case UNKNOWN_HOST -> Replica.behindProxy(redis).get("/tasks", "X-Forwarded-Host", "evil.example");
			case TOO_MANY_REQUESTS, TOO_MANY_TASKS, TOO_MANY_CLIENT_STREAMS, TOO_MANY_STREAMS, QUOTA_EXCEEDED ->
				tooMany(code);
			case STORE_UNAVAILABLE -> whenRecordIs("type", "{autoclip}:library:tasks:by:created");
			case RECORD_TOO_NEW -> whenRecordIs("schema", "99");
			case STORAGE_UNAVAILABLE -> download(Map.of("away", true));
			case INTERNAL_ERROR -> whenRecordIs("doc", "not JSON");
		};
	}

	private Answer unknown(ProblemCode code) {
		return this.api.get("/" + code.text().replace("_not_found", "s") + "/" + UNKNOWN);
	}

	private Answer plainText() {
		return Replica
			.send(this.api.request("/tasks").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("x")));
	}

	private Answer tooMany(ProblemCode code) {
		return switch (code) {
			case TOO_MANY_REQUESTS -> oneRequestTooMany();
			case TOO_MANY_TASKS -> oneTaskTooMany();
			case QUOTA_EXCEEDED -> oneVideoTooMany();
			case TOO_MANY_CLIENT_STREAMS -> oneStreamOfAClientTooMany();
			default -> oneStreamTooMany();
		};
	}

	private String submitted() {
		return this.api.submit("https://example.com/1").id();
	}

	private Answer keyed(String link, String key) {
		return Replica.send(this.api.request("/tasks")
			.headers("Content-Type", "application/json", "Idempotency-Key", key)
			.POST(BodyPublishers.ofString("{\"url\": \"" + link + "\"}")));
	}

	/** There is no broker in these tests. */
	private Answer requeueMessage() {
		this.api.bean(DeadLetters.class).add(new byte[] { 1 }, "Not one of ours.");
		return this.api.post("/dead-letters/" + this.api.get("/dead-letters").ids().getFirst() + "/requeue");
	}

	private String signed(Duration validity) {
		StoredFile file = new StoredFile("media.mp4", "video/mp4", 9, "9f".repeat(32));
		return this.api.bean(FileLinks.class)
			.sign("videos/a/b/media.mp4", file, "inline", new Base(""), validity)
			.url()
			.toString();
	}

	private Answer download(Map<String, Boolean> storage) {
		Video video = new Workshop(this.api).fetch("https://example.com/1");
		this.api.storage().setAway(storage.containsKey("away"));
		if (storage.containsKey("lost")) {
			this.api.storage().clear();
		}
		return this.api.get("/videos/" + video.id() + "/download");
	}

	private Answer split(ProblemCode code) {
		return switch (code) {
			case INVALID_CLIPPING -> split("video/mp4", "ranges");
			case NO_CHAPTERS -> split("video/mp4", "chapters");
			case NO_PICTURE -> split("audio/mp4", "scenes");
			default ->
				this.api.get("/videos/" + new Workshop(this.api).fetch("https://example.com/1").id() + "/scenes");
		};
	}

	private Answer split(String type, String mode) {
		Workshop workshop = new Workshop(this.api);
		Video video = workshop.succeed(workshop.beginAnew("https://example.com/1"), "Sea", Map.of());
		String key = "{autoclip}:video:" + video.id();
		redis.template().opsForValue().set(key, redis.template().opsForValue().get(key).replace("video/mp4", type));
		return this.api.post("/videos/" + video.id() + "/clips", "{\"mode\": \"" + mode + "\"}");
	}

	private Answer deleteOthersVideo() {
		Video video = new Workshop(this.api).fetch("https://example.com/1");
		redis.template().delete("{autoclip}:holders:" + video.id());
		redis.template().opsForSet().add("{autoclip}:holders:" + video.id(), "203.0.113.7");
		return this.api.delete("/videos/" + video.id());
	}

	private Answer whenRecordIs(String field, String value) {
		String id = submitted();
		if (field.equals("type")) {
			redis.template().delete(value);
			redis.template().opsForValue().set(value, "not a sorted set");
			return this.api.get("/tasks");
		}
		redis.template().opsForHash().put("{autoclip}:task:" + id, field, value);
		return this.api.get("/tasks/" + id);
	}

	private Answer foreign() {
		return Replica
			.send(this.api.request("/tasks").header("Origin", "https://evil.example").POST(BodyPublishers.noBody()));
	}

	private static Answer oneRequestTooMany() {
		try (Replica api = Replica.start(redis.port(), Map.of("autoclip.client-rate", 1))) {
			return Stream.generate(() -> api.get("/nothing"))
				.filter((answer) -> answer.status() == 429)
				.findFirst()
				.orElseThrow();
		}
	}

	private Answer reuseKey() {
		keyed("https://example.com/1", "key");
		return keyed("https://example.com/2", "key");
	}

	private Answer oneVideoTooMany() {
		new Workshop(this.api).fetch("https://example.com/1");
		redis.template().opsForHash().put("{autoclip}:settings", "quota_videos", "1");
		return this.api.submit("https://example.com/2");
	}

	private static Answer oneTaskTooMany() {
		try (Replica api = Replica.start(redis.port(), Map.of("autoclip.client-tasks", 1))) {
			return Stream.generate(() -> api.submit("https://example.com/1"))
				.filter((answer) -> answer.status() == 429)
				.findFirst()
				.orElseThrow();
		}
	}

	private static Answer oneStreamOfAClientTooMany() {
		try (Replica api = Replica.start(redis.port(), Map.of("autoclip.events.client-streams", 1));
				EventClient only = openOnceItFollows(api)) {
			assertThat(only.response().statusCode()).isEqualTo(200);
			return api.get("/events");
		}
	}

	/** A new replica answers 503 until it follows the events. */
	private static EventClient openOnceItFollows(Replica api) {
		return Stream.generate(() -> EventClient.open(api, "/events"))
			.limit(20)
			.filter((client) -> client.response().statusCode() != 503)
			.findFirst()
			.orElseThrow();
	}

	private Answer oneStreamTooMany() {
		List<EventClient> clients = new ArrayList<>();
		try {
			for (int i = 0; i < 20; i++) {
				clients.add(EventClient.open(this.api, "/events"));
			}
			return this.api.get("/events");
		}
		finally {
			clients.forEach(EventClient::close);
		}
	}

	private JsonNode malformed() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.api.port())) {
			String request = "GET /tasks/a|<b> HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json").doesNotContain("<");
			return new JsonMapper().readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "[] | invalid_request", "5 | invalid_request", "null | malformed_json", "`` | malformed_json",
					"{\"url\":5} | invalid_request", "{\"url\":null} | invalid_request",
					"{\"url\":[\"https://a.example\"]} | invalid_request",
					"{\"url\":\"https://a.example\"}{} | invalid_request",
					"{\"url\":\"https://a.example\",\"url\":\"https://b.example\"} | malformed_json",
					"{\"URL\":\"https://a.example\"} | unknown_field", "{\"url\":\"ytsearch:x\"} | invalid_url",
					"{\"url\":\"https://u:p@a.example\"} | invalid_url", "{\"url\":\"\"} | invalid_url" })
	void postWhenBodyIsNotAWishIs400(String body, String code) {
		Answer answer = this.api.post("/tasks", body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("code").asString()).isEqualTo(code);
		assertThat(this.api.get("/tasks").ids()).isEmpty();
	}

	@Test
	void detailWhenFieldIsUnknownNamesItWithoutTrustingIt() {
		Answer answer = this.api.post("/tasks", "{\"<script>" + "x".repeat(200) + "\": 1}");
		assertThat(answer.json().get("detail").asString()).contains("?script?xxx")
			.doesNotContain("<")
			.hasSizeLessThan(100);
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=101", "limit=x", "status=PENDING", "status=" })
	void listWhenParameterIsNotAllowedIs400(String query) {
		Answer answer = this.api.get("/tasks?" + query);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("code").asString()).isEqualTo("invalid_parameter");
	}

	@Test
	void postWhenBodyHasNoLengthAndIsTooLargeIs413() {
		byte[] body = ("{\"url\": \"https://example.com/" + "a".repeat(100_000) + "\"}")
			.getBytes(StandardCharsets.UTF_8);
		Answer answer = Replica.send(this.api.request("/tasks")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body))));
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.json().get("code").asString()).isEqualTo("body_too_large");
	}

	@Test
	void methodNotAllowedWhenRefusedNamesTheAllowedOnes() {
		assertThat(this.api.delete("/tasks/" + UNKNOWN).header("Allow")).contains("GET");
	}

	@Test
	void errorAddressWhenAskedForIs404() {
		assertThat(this.api.get("/error").status()).isEqualTo(404);
	}

}

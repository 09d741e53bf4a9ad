package io.autoclip.api.docs;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.api.event.EventClient;
import io.autoclip.api.file.FileLinks;
import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.clip.Clip;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import io.autoclip.task.TaskLogs;
import io.autoclip.video.Video;
import io.autoclip.video.VideoId;
import io.autoclip.video.VideoRepository;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks the API description: what it shows is sent, and the answers compared with what it
 * promises.
 */
class OpenApiTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final JsonMapper JSON = new JsonMapper();

	private final Replica api = Replica.shared(redis);

	private final Workshop workshop = new Workshop(this.api);

	private final JsonNode document = this.api.get("/openapi.json").json();

	@Test
	void documentWhenReadIs31AndHasEveryAddressOfTheContract() {
		assertThat(this.document.get("openapi").asString()).startsWith("3.1");
		assertThat(this.document.get("servers").toString()).isEqualTo("[{\"url\":\"./\"}]");
		assertThat(this.document.at("/externalDocs/url").asString()).isEqualTo("./docs/problems");
		assertThat(operations().map(Operation::name)).containsExactlyInAnyOrder("post /task", "post /tasks",
				"post /tasks/batch", "post /previews", "get /previews/{id}", "get /tasks", "get /tasks/{id}",
				"get /tasks/{id}/children", "get /tasks/{id}/events", "get /events", "post /tasks/{id}/cancel",
				"post /tasks/{id}/retry", "post /tasks/retry", "get /tasks/{id}/log", "get /dead-letters",
				"post /dead-letters/{id}/requeue", "delete /dead-letters/{id}", "get /videos", "get /videos/{id}",
				"delete /videos/{id}", "post /videos/{id}/pin", "delete /videos/{id}/pin", "get /videos/{id}/download",
				"get /videos/{id}/thumbnail", "get /videos/{id}/storyboard", "get /videos/{id}/storyboard.jpg",
				"get /videos/{id}/subtitles/{language}", "get /videos/{id}/info", "post /videos/{id}/clips",
				"get /videos/{id}/clips", "post /videos/{id}/scenes", "get /videos/{id}/scenes", "get /clips/{id}",
				"patch /clips/{id}", "delete /clips/{id}", "get /clips/{id}/download", "get /clips/{id}/thumbnail",
				"get /files/{video}/{attempt}/{name}", "get /task/{id}", "get /details/{id}",
				"get /download/{file_name}", "get /info", "get /stats", "get /livez", "get /readyz");
	}

	@Test
	void operationsWhenReadHaveWordsAndUniqueNames() {
		assertThat(operations().map((operation) -> operation.node().get("operationId").asString()))
			.doesNotHaveDuplicates();
		assertThat(operations()).allSatisfy(
				(operation) -> assertThat(operation.node().propertyNames()).contains("summary", "description", "tags"));
	}

	@Test
	void examplesWhenComparedWithTheirSchemasFit() {
		operations().flatMap((operation) -> operation.node().get("responses").valueStream())
			.map((response) -> response.at("/content/application~1json"))
			.filter((content) -> content.path("example").isObject())
			.forEach((content) -> assertFits(content.get("schema"), content.get("example")));
		operations().flatMap((operation) -> operation.node().get("responses").valueStream())
			.map((response) -> response.at("/content/application~1problem+json"))
			.forEach((content) -> content.path("examples")
				.forEach((example) -> assertFits(content.get("schema"), example.get("value"))));
		JsonNode request = this.document.at("/paths/~1tasks/post/requestBody/content/application~1json");
		assertFits(request.get("schema"), request.get("example"));
	}

	/** What of JSON Schema the description uses. */
	private void assertFits(JsonNode schema, JsonNode example) {
		JsonNode resolved = resolve(schema, example);
		List<String> types = resolved.get("type").isArray()
				? resolved.get("type").valueStream().map(JsonNode::asString).toList()
				: List.of(resolved.get("type").asString());
		assertThat(types).as(resolved + " for " + example).contains(type(example));
		if (resolved.has("enum")) {
			assertThat(resolved.get("enum").valueStream()).contains(example);
		}
		if (example.isArray()) {
			example.forEach((item) -> assertFits(resolved.get("items"), item));
		}
		if (example.isObject() && resolved.has("properties")) {
			assertObjectFits(resolved, example);
		}
	}

	private void assertObjectFits(JsonNode schema, JsonNode example) {
		JsonNode properties = schema.get("properties");
		assertThat(example.propertyNames()).as(schema.toString())
			.containsAll(schema.path("required").valueStream().map(JsonNode::asString).toList());
		if (!schema.has("additionalProperties")) {
			assertThat(properties.propertyNames()).as(schema.toString()).containsAll(example.propertyNames());
		}
		example.propertyStream()
			.filter((field) -> properties.has(field.getKey()))
			.forEach((field) -> assertFits(properties.get(field.getKey()), field.getValue()));
	}

	private static String type(JsonNode json) {
		return json.isIntegralNumber() ? "integer" : json.getNodeType().name().toLowerCase(Locale.ROOT);
	}

	private JsonNode resolve(JsonNode schema, JsonNode example) {
		if (schema.has("anyOf")) {
			return resolve(schema.get("anyOf").get(example.isNull() ? 1 : 0), example);
		}
		if (schema.has("oneOf")) {
			return resolve(schema.get("oneOf").get(example.has("code") ? 1 : 0), example);
		}
		String reference = schema.path("$ref").asString("");
		return reference.isEmpty() ? schema : this.document.at(reference.substring(1));
	}

	@Test
	void schemasWhenNamesMayBeNullSaySo() {
		JsonNode task = this.document.at("/components/schemas/Task");
		assertThat(task.get("required")).hasSize(23);
		assertThat(task.at("/properties/video_id/type").toString()).isEqualTo("[\"string\",\"null\"]");
		assertThat(task.at("/properties/created_at/type").asString()).isEqualTo("string");
		assertThat(this.document.at("/components/schemas/Video/required").toString()).contains("\"sha256\"")
			.doesNotContain("uploader");
	}

	@TestFactory
	Stream<DynamicTest> answersWhenExamplesAreSentAreAsShown() {
		return operations().flatMap((operation) -> operation.node()
			.get("responses")
			.propertyStream()
			.filter((response) -> response.getKey().compareTo("400") < 0)
			.map((response) -> DynamicTest.dynamicTest(operation.name() + " " + response.getKey(),
					() -> check(operation, Integer.parseInt(response.getKey()), response.getValue()))));
	}

	private void check(Operation operation, int status, JsonNode documented) {
		new TestRedis().beforeEach(null);
		String id = idFor(operation);
		String path = operation.path().startsWith("/files/") ? fileLink(id)
				: operation.path().replaceFirst("\\{[a-z_]+}", id).replace("{language}", "en") + query(operation);
		if (documented.path("content").has("text/event-stream")) {
			checkStream(path, documented.at("/content/text~1event-stream/example").asString());
			return;
		}
		Answer answer = send(operation, path, status);
		if (path.equals("/readyz")) {
			assertThat(answer.json().get("status").asString()).isIn("UP", "DOWN"); // this
																					// Redis
																					// keeps
																					// nothing
			return;
		}
		assertThat(answer.status()).isEqualTo(status);
		documented.path("headers")
			.propertyNames()
			.forEach((name) -> assertThat(answer.header(name)).as(name).isNotEmpty());
		JsonNode example = documented.at("/content/application~1json/example");
		if (!example.isMissingNode()) {
			assertThat(shape(answer.json())).isEqualTo(shape(example));
		}
	}

	/** Brings about what the operation needs, and gives the id to ask for. */
	private String idFor(Operation operation) {
		this.workshop.heartbeat();
		return switch (operation.node().get("operationId").asString()) {
			case "getStats" -> failed(FailureCode.DRM) + succeeded().video();
			case "listChildren" -> this.workshop.list(2);
			case "getPreview" -> this.workshop.preview("https://example.com/1");
			case "listTasks", "getTask", "followTasks" -> running(running("x"));
			case "cancelTask" -> this.api.submit("https://example.com/1").id();
			case "retryTask" -> failed(FailureCode.DRM);
			case "retryTasks" -> "none";
			case "getTaskLog" -> logged();
			case "listDeadLetters" -> dead() + dead();
			case "requeueDeadLetter", "dropDeadLetter" -> dead();
			case "followTask" -> succeeded().task();
			case "listVideos" -> succeeded().video() + succeeded().video();
			case "getVideo", "deleteVideo", "pinVideo", "unpinVideo", "downloadVideo", "downloadSubtitles",
					"getThumbnail", "getStoryboard", "getStoryboardSheet", "getVideoInfo", "getOriginalDetails",
					"getFile" ->
				succeeded().video();
			case "createClips", "findScenes" -> succeeded().video();
			case "listClips" -> split().video().value();
			case "getClip", "renameClip", "deleteClip", "downloadClip", "getClipThumbnail" -> split().id().value();
			case "getScenes" -> this.workshop.findScenes(succeeded().video());
			case "getOriginalTask" -> succeeded().task();
			case "getOriginalDownload" -> succeeded().video() + ".mp4";
			default -> "none";
		};
	}

	/** A link as the api signs it where it streams the files. */
	private String fileLink(String id) {
		Video video = this.api.bean(VideoRepository.class).find(new VideoId(id)).orElseThrow();
		return this.api.bean(FileLinks.class)
			.sign(video.key(video.media()), video.media(), "attachment", new Base(""), Duration.ofMinutes(1))
			.url()
			.toString();
	}

	private String running(String before) {
		AttemptId attempt = this.workshop.begin(this.api.submit("https://" + before + ".example/").id());
		this.workshop.progress(attempt, 1_048_576);
		return attempt.task().value();
	}

	/** The example shows a task that has made an attempt. */
	private String failed(FailureCode code) {
		AttemptId attempt = this.workshop.begin(this.api.submit("https://example.com/1").id());
		this.workshop.fail(attempt, code);
		return attempt.task().value();
	}

	private String dead() {
		return this.workshop.exhaust(this.api.submit("https://example.com/1").id(), FailureCode.NETWORK);
	}

	private String logged() {
		AttemptId attempt = this.workshop.begin(this.api.submit("https://example.com/1").id());
		this.api.bean(TaskLogs.class).write(attempt, "12:00:01 resolving\n");
		return attempt.task().value();
	}

	private Clip split() {
		return this.workshop.split(succeeded().video(), 1).getFirst();
	}

	private Done succeeded() {
		AttemptId attempt = this.workshop.beginAnew("https://example.com/1");
		Video video = this.workshop.succeed(attempt);
		return new Done(attempt.task().value(), video.id().value());
	}

	private Answer send(Operation operation, String path, int status) {
		JsonNode body = operation.node().at("/requestBody/content/application~1json/example");
		var request = this.api.request(path)
			.method(operation.method().toUpperCase(Locale.ROOT),
					body.isMissingNode() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
		if (!body.isMissingNode()) {
			request.header("Content-Type", "application/json");
		}
		if (operation.name().matches(".*/(download|subtitles/.*)") && status == 200) {
			request.header("Accept", "application/json");
		}
		if (status == 206) {
			request.header("Range", "bytes=0-1023");
		}
		if (status == 304) {
			request.header("If-None-Match", "\"" + "9f".repeat(32) + "\"");
		}
		if (status == 204 && path.endsWith("/events")) {
			request.header("Last-Event-ID", EventClient.open(this.api, path).awaitEnd().getLast().id());
		}
		return Replica.send(request);
	}

	/** The cursor of the example leads behind the newest entry that this test knows. */
	private String query(Operation operation) {
		List<String> query = new ArrayList<>();
		operation.node()
			.path("parameters")
			.valueStream()
			.filter((parameter) -> parameter.get("in").asString().equals("query") && parameter.has("example"))
			.forEach((parameter) -> query
				.add(parameter.get("name").asString() + "=" + parameter.get("example").asString()));
		return query.isEmpty() ? "" : "?" + String.join("&", query);
	}

	private void checkStream(String path, String example) {
		JsonNode shown = JSON.readTree(example.substring(example.indexOf("data: ") + 6).strip());
		try (EventClient client = EventClient.open(this.api, path)) {
			assertThat(client.response().statusCode()).isEqualTo(200);
			assertThat(shape(client.await(1).getFirst().task())).isEqualTo(shape(shown));
		}
	}

	/** Names and kinds of values, without the values. */
	private static Object shape(JsonNode json) {
		if (json.isObject()) {
			Map<String, Object> shape = new TreeMap<>();
			json.propertyStream().forEach((field) -> shape.put(field.getKey(), shape(field.getValue())));
			return shape;
		}
		if (json.isArray()) {
			return json.isEmpty() ? "empty" : List.of(shape(json.get(0)));
		}
		return json.getNodeType().name();
	}

	private Stream<Operation> operations() {
		return this.document.get("paths")
			.propertyStream()
			.flatMap((path) -> path.getValue()
				.propertyStream()
				.map((method) -> new Operation(path.getKey(), method.getKey(), method.getValue())));
	}

	private record Operation(String path, String method, JsonNode node) {

		String name() {
			return this.method + " " + this.path;
		}

	}

	private record Done(String task, String video) {

	}

}

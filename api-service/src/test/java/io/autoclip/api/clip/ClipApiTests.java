package io.autoclip.api.clip;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.clip.Clip;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import io.autoclip.video.Video;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clips, from the request to the download.
 */
class ClipApiTests {

	private static final String NONE = "0a2c4e6g8j0m2p4r6t8w0y2a4c";

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private final Workshop workshop = new Workshop(this.api);

	@BeforeEach
	void emptyStorage() {
		this.api.storage().clear();
	}

	private String video() {
		return this.workshop.fetch("https://example.com/1").id().value();
	}

	private Answer split(String video, String body) {
		return this.api.post("/videos/" + video + "/clips", body);
	}

	private JsonNode task(String id) {
		return this.api.get("/tasks/" + id).json();
	}

	private static List<String> names(Answer page) {
		return StreamSupport.stream(page.json().get("clips").spliterator(), false)
			.map((clip) -> clip.get("name").asString())
			.toList();
	}

	@Test
	void splitIsATaskOfItsVideo() {
		String video = video();
		Answer accepted = split(video, "{\"mode\": \"scenes\"}");
		assertThat(accepted.status()).isEqualTo(202);
		assertThat(accepted.header("Location")).isEqualTo(this.api.url("/tasks/" + accepted.id()));
		JsonNode task = accepted.json();
		assertThat(task.get("task_id").asString()).isEqualTo(accepted.id());
		assertThat(task.get("kind").asString()).isEqualTo("clip");
		assertThat(task.get("video_id").asString()).isEqualTo(video);
		assertThat(task.get("url").asString()).isEqualTo("https://example.com/1");
		assertThat(task.get("clips").isNull()).isTrue();
		this.workshop.fail(this.workshop.begin(accepted.id()), FailureCode.NO_CLIPS);
		assertThat(task(accepted.id()).at("/error/code").asString()).isEqualTo("no_clips");
		assertThat(this.api.get("/tasks?kind=clip").ids()).containsExactly(accepted.id());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"mode\": \"scenes\", \"seconds\": 3}", "{\"mode\": \"every\"}",
			"{\"mode\": \"every\", \"seconds\": 0}", "{\"mode\": \"scenes\", \"sensitivity\": 1.5}",
			"{\"mode\": \"scenes\", \"crf\": 14}", "{\"mode\": \"scenes\", \"cut\": \"instant\", \"crf\": 20}",
			"{\"mode\": \"ranges\", \"ranges\": []}", "{\"mode\": \"ranges\", \"ranges\": [null]}",
			"{\"mode\": \"ranges\", \"ranges\": [{\"start\": 2, \"end\": 2}]}",
			"{\"mode\": \"ranges\", \"ranges\": [{\"start\": -1, \"end\": 2}]}",
			"{\"mode\": \"ranges\", \"ranges\": [{\"start\": 12.5, \"end\": 13}]}",
			"{\"mode\": \"ranges\", \"ranges\": [{\"start\": 1, \"end\": 2, \"name\": \" \"}]}",
			"{\"mode\": \"silence\", \"threshold_db\": 0}", "{\"mode\": \"chapters\", \"min_length\": 3}" })
	void splitThatCannotBeIs400(String body) {
		Answer answer = split(video(), body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("code").asString()).isEqualTo("invalid_clipping");
		assertThat(this.api.get("/tasks?kind=clip").ids()).isEmpty();
	}

	@Test
	void splitByWhatTheVideoHasNotIs422() {
		Video video = this.workshop.succeed(this.workshop.beginAnew("https://example.com/1"), "Sea", Map.of());
		Answer answer = split(video.id().value(), "{\"mode\": \"chapters\"}");
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.json().get("code").asString()).isEqualTo("no_chapters");
		assertThat(split(video(), "{\"mode\": \"chapters\"}").status()).isEqualTo(202);
		assertThat(split(NONE, "{\"mode\": \"scenes\"}").json().get("code").asString()).isEqualTo("video_not_found");
	}

	@Test
	void clipsAreListedByPagesInTheOrderOfTheVideo() {
		String video = video();
		List<Clip> clips = this.workshop.split(video, 3);
		Answer first = this.api.get("/videos/" + video + "/clips?limit=2");
		assertThat(names(first)).containsExactly("Part 1", "Part 2");
		Answer second = this.api
			.get("/videos/" + video + "/clips?limit=2&cursor=" + first.json().get("next_cursor").asString());
		assertThat(names(second)).containsExactly("Part 3");
		assertThat(second.json().has("next_cursor")).isFalse();
		JsonNode clip = first.json().at("/clips/0");
		assertThat(clip.get("id").asString()).isEqualTo(clips.getFirst().id().value());
		assertThat(clip.get("requested_end").asDouble()).isEqualTo(1);
		assertThat(clip.get("cut").asString()).isEqualTo("exact");
		assertThat(this.api.get("/videos/" + video + "/clips?cursor=eHg").json().get("code").asString())
			.isEqualTo("invalid_cursor");
		assertThat(this.api.get("/videos/" + NONE + "/clips").status()).isEqualTo(404);
		JsonNode task = task(clip.get("task_id").asString());
		assertThat(task.get("clips").asInt()).isEqualTo(3);
		assertThat(task.at("/links/clips").asString()).isEqualTo(this.api.url("/videos/" + video + "/clips"));
	}

	@Test
	void clipIsRenamedAndDownloadedUnderItsName() {
		String path = "/clips/" + this.workshop.split(video(), 1).getFirst().id();
		Answer renamed = this.api.patch(path, "{\"name\": \" The end \"}");
		assertThat(renamed.json().get("name").asString()).isEqualTo("The end");
		assertThat(this.api.get(path).json().get("name").asString()).isEqualTo("The end");
		Answer download = this.api.get(path + "/download");
		assertThat(download.status()).isEqualTo(302);
		assertThat(download.header("Location")).contains("A+walk+by+the+sea+-+The+end.mp4").contains("attachment");
		assertThat(this.api.get(path + "/download?inline=true").header("Location")).contains("inline");
		assertThat(this.api.get(path + "/thumbnail").header("Location")).contains(".jpg");
		assertThat(this.api.patch(path, "{\"name\": \"\"}").status()).isEqualTo(400);
		assertThat(this.api.patch(path, "{}").status()).isEqualTo(400);
	}

	@Test
	void clipWhenDeletedIsGoneWithItsFiles() {
		List<Clip> clips = this.workshop.split(video(), 2);
		Clip clip = clips.getFirst();
		String path = "/clips/" + clip.id();
		assertThat(this.api.delete(path).status()).isEqualTo(204);
		for (String gone : List.of(path, path + "/download", path + "/thumbnail", "/clips/x")) {
			assertThat(this.api.get(gone).json().get("code").asString()).isEqualTo("clip_not_found");
		}
		assertThat(this.api.delete(path).status()).isEqualTo(404);
		assertThat(this.api.storage().head(clip.key(clip.media()))).isEmpty();
		assertThat(this.api.storage().head(clips.getLast().key(clip.media()))).isEmpty();
		assertThat(this.api.storage().head(clips.getLast().key(clips.getLast().media()))).isPresent();
	}

	@Test
	void videoWhenDeletedTakesItsClipsAlong() {
		String video = video();
		Clip clip = this.workshop.split(video, 1).getFirst();
		assertThat(this.api.delete("/videos/" + video + "?everyone=true").status()).isEqualTo(204);
		assertThat(this.api.get("/clips/" + clip.id()).status()).isEqualTo(404);
		assertThat(this.api.storage().head(clip.key(clip.media()))).isEmpty();
		assertThat(redis.template().hasKey("{autoclip}:deleted")).isFalse();
	}

	@Test
	void scenesAreToldOnceTheyWereFound() {
		String video = video();
		String path = "/videos/" + video + "/scenes";
		assertThat(this.api.get(path).json().get("code").asString()).isEqualTo("scenes_unknown");
		this.workshop.findScenes(video);
		JsonNode scenes = this.api.get(path).json();
		assertThat(scenes.at("/changes/0/kind").asString()).isEqualTo("cut");
		assertThat(scenes.at("/changes/0/start").asDouble()).isEqualTo(4.96);
		assertThat(scenes.get("sensitivity").asDouble()).isEqualTo(0.5);
		assertThat(this.api.post(path, "{\"sensitivity\": 2}").status()).isEqualTo(400);
		assertThat(this.api.get("/videos/" + NONE + "/scenes").json().get("code").asString())
			.isEqualTo("video_not_found");
	}

	@Test
	void downloadWithAutoClipTellsTheTaskThatSplitsIt() {
		String asked = this.api.post("/task", "{\"url\": \"https://example.com/1\", \"auto_clip\": true}").id();
		assertThat(task(asked).get("clip_task_id").isNull()).isTrue();
		AttemptId attempt = this.workshop.begin(asked);
		Video video = this.workshop.succeed(attempt);
		JsonNode clips = task(task(asked).get("clip_task_id").asString());
		assertThat(clips.get("kind").asString()).isEqualTo("clip");
		assertThat(clips.get("video_id").asString()).isEqualTo(video.id().value());
		JsonNode answered = this.api
			.post("/tasks",
					"{\"url\": \"https://example.com/1\", \"auto_clip\": {\"mode\": \"every\", \"seconds\": 2}}")
			.json();
		assertThat(answered.get("status").asString()).isEqualTo("succeeded");
		assertThat(task(answered.get("clip_task_id").asString()).get("status").asString()).isEqualTo("queued");
		Answer wrong = this.api.post("/tasks", "{\"url\": \"https://example.com/2\", \"auto_clip\": {}}");
		assertThat(wrong.json().get("code").asString()).isEqualTo("invalid_clipping");
		assertThat(this.api.post("/tasks", "{\"url\": \"https://example.com/3\", \"auto_clip\": false}").status())
			.isEqualTo(202);
	}

}

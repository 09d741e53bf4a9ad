package io.autoclip.standalone.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.autoclip.standalone.servers.EmbeddedTestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * A stored video is split, and the clips come out.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ClipTests {

	private static final double FRAME = 0.04;

	private final TestSystem system = new TestSystem(new EmbeddedTestServers());

	private Api api;

	@TempDir
	private Path folder;

	@BeforeAll
	void start() {
		this.system.startWorker("--autoclip.reconcile.interval=1s", "--autoclip.reconcile.age=0s");
		this.api = this.system.startApi();
	}

	@AfterAll
	void stop() {
		this.system.close();
	}

	private String video(String name) {
		return this.api.video(this.system.origin().file("/" + name + ".mp4", Media.clip())).get("id").asString();
	}

	private JsonNode split(String video, String body) {
		String answer = this.api.post("/videos/" + video + "/clips", body).body();
		return this.api.end(new JsonMapper().readTree(answer).get("id").asString());
	}

	private List<JsonNode> clips(String video) {
		return StreamSupport
			.stream(this.api.json("/videos/" + video + "/clips?limit=100").get("clips").spliterator(), false)
			.toList();
	}

	private double played(JsonNode clip) throws IOException {
		String id = clip.get("id").asString();
		byte[] bytes = this.api.downloadFrom("/clips/" + id + "/download");
		assertThat(Media.sha256(bytes)).isEqualTo(clip.get("sha256").asString());
		return Media.duration(Files.write(this.folder.resolve(id + ".mp4"), bytes));
	}

	@Test
	void equalPartsComeOutAndAreReplacedInOneStep() throws IOException {
		String video = video("every");
		JsonNode task = split(video, "{\"mode\": \"every\", \"seconds\": 2}");
		assertThat(task.get("status").asString()).as(task.toString()).isEqualTo("succeeded");
		assertThat(task.get("clips").asInt()).isEqualTo(3);
		for (JsonNode clip : clips(video)) {
			assertThat(played(clip)).isCloseTo(2, within(2 * FRAME));
			assertThat(clip.get("content_type").asString()).isEqualTo("video/mp4");
			assertThat(this.api.get("/clips/" + clip.get("id").asString() + "/thumbnail").statusCode()).isEqualTo(302);
		}
		String earlier = clips(video).getFirst().get("id").asString();
		split(video, "{\"mode\": \"every\", \"seconds\": 3, \"replace\": true}");
		assertThat(clips(video)).hasSize(2);
		assertThat(this.api.get("/clips/" + earlier).statusCode()).isEqualTo(404);
		Awaitility.await("the objects of the earlier ones to go")
			.untilAsserted(() -> assertThat(this.system.objects())
				.noneMatch((key) -> key.contains(task.get("id").asString())));
	}

	@Test
	void rangeIsCutAtItsFramesAndItsObjectsStayUntilItsVideoGoes() throws IOException {
		String video = video("ranges");
		split(video, "{\"mode\": \"ranges\", \"ranges\": [{\"start\": 1.52, \"end\": 3.04, \"name\": \"Middle\"}]}");
		JsonNode clip = clips(video).getFirst();
		assertThat(clip.get("name").asString()).isEqualTo("Middle");
		assertThat(clip.get("start").asDouble()).isCloseTo(1.52, within(0.002));
		assertThat(clip.get("end").asDouble()).isCloseTo(3.04, within(0.002));
		assertThat(played(clip)).isCloseTo(1.52, within(FRAME));
		assertThat(this.api.delete("/videos/" + video + "?everyone=true").statusCode()).isEqualTo(204);
		Awaitility.await("all objects to go")
			.untilAsserted(() -> assertThat(this.system.objects()).noneMatch((key) -> key.contains(video)));
	}

	@Test
	void downloadIsSplitWhenItIsThere() {
		String asked = this.api.submit(this.system.origin().file("/auto.mp4", Media.clip()),
				"\"auto_clip\": {\"mode\": \"every\", \"seconds\": 3, \"cut\": \"instant\"}");
		JsonNode split = this.api.end(this.api.end(asked).get("clip_task_id").asString());
		assertThat(split.get("status").asString()).as(split.toString()).isEqualTo("succeeded");
		assertThat(clips(split.get("video_id").asString())).hasSize(split.get("clips").asInt());
	}

	@Test
	void scenesAreFoundAndCutInOneAttempt() {
		String asked = this.api.submit(this.system.origin().file("/scenes.mp4", Media.clip()), "\"auto_clip\": true");
		JsonNode split = this.api.end(this.api.end(asked).get("clip_task_id").asString());
		assertThat(split.get("status").asString()).as(split.toString()).isEqualTo("succeeded");
		assertThat(split.get("attempt").asInt()).isEqualTo(1);
		String video = split.get("video_id").asString();
		assertThat(clips(video)).hasSize(split.get("clips").asInt()).isNotEmpty();
		String search = this.api.post("/videos/" + video + "/scenes", "{}").body();
		this.api.end(new JsonMapper().readTree(search).get("id").asString());
		JsonNode scenes = this.api.json("/videos/" + video + "/scenes");
		assertThat(scenes.get("changes")).hasSize(split.get("clips").asInt() - 1);
	}

	@Test
	void splitOfAVideoWhoseFileHasVanishedFailsAndSaysSo() {
		String video = video("vanished");
		this.system.objects().stream().filter((key) -> key.contains(video)).forEach(this.system.storage()::delete);
		JsonNode task = split(video, "{\"mode\": \"every\", \"seconds\": 3}");
		assertThat(task.at("/error/code").asString()).isEqualTo("video_gone");
		assertThat(clips(video)).isEmpty();
	}

}

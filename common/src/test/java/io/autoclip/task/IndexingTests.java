package io.autoclip.task;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.json.StoredJson;
import io.autoclip.library.LibraryQuery;
import io.autoclip.library.TestLibrary;
import io.autoclip.redis.TestRedis;
import io.autoclip.video.StoredFile;
import io.autoclip.video.TestVideos;
import io.autoclip.video.Video;
import io.autoclip.video.VideoBrief;
import io.autoclip.video.VideoId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks and videos are found as their own steps have made them, and those of an older
 * AutoClip as if they had been.
 */
class IndexingTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final Retention retention = new Retention(this.template, new RetentionSettings(Duration.ofDays(30)));

	private final Indexing indexing = new Indexing(this.template);

	private final WorkerId worker = WorkerId.random();

	@BeforeEach
	void offerSlots() {
		new TestAdmission(this.template).heartbeat(this.worker, 5);
	}

	private Task running(String link) {
		this.tasks.accept(new SourceUrl(link), "ann");
		return this.tasks.claim(this.publisher.take().getFirst(), this.worker);
	}

	private static Video video(Task task, String title, Map<String, Object> details) {
		return new Video(Video.SCHEMA, task.video(), task.owner(),
				"videos/" + task.video() + "/" + task.attemptId() + "/", title, task.url().value(), "Generic", "Jörg",
				12.5, 1280, 720, "mp4", new StoredFile("media.mp4", "video/mp4", 4_194_304, "9f".repeat(32)), null,
				List.of(), details, Instant.ofEpochMilli(1_764_000_000_500L), null);
	}

	private Video fetch(String link, String title) {
		Task task = running(link);
		Video video = video(task, title, Map.of());
		this.tasks.succeed(task.attemptId(), PublishedRecord.of(video), SiteRemarks.NONE);
		return video;
	}

	private List<String> find(String list, String words) {
		return TestLibrary.of(this.template).find(new LibraryQuery(list, "created", true, null, 10).words(words)).ids();
	}

	private void forgetIndexes() {
		this.template.delete(this.template.keys("{autoclip}:library:*"));
	}

	@Test
	void videoAndItsTaskAreFoundByTheWordsOfBoth() {
		Video video = fetch("https://a.example/watch/dQw4w9", "A walk by the Sea");
		fetch("https://a.example/watch/other", "Night");
		assertThat(find("videos", "jorg SEA wal")).containsExactly(video.id().value());
		assertThat(find("tasks", "dqw4 sea")).hasSize(1);
		assertThat(find("tasks", "watch")).hasSize(2);
		assertThat(find("videos", "watch")).isEmpty();
	}

	@Test
	void taskIsFoundByItsPresentStatusAlone() {
		Task task = running("https://a.example/1");
		LibraryQuery all = new LibraryQuery("tasks", "finished", true, null, 10);
		assertThat(TestLibrary.of(this.template).find(all.value("status", "running")).ids()).hasSize(1);
		this.tasks.fail(task.attemptId(), TaskFailure.of(FailureCode.DRM), SiteRemarks.NONE);
		assertThat(TestLibrary.of(this.template).find(all.value("status", "running")).ids()).isEmpty();
		assertThat(TestLibrary.of(this.template).find(all.value("status", "failed").value("owner", "ann")).ids())
			.containsExactly(task.id().value());
	}

	@Test
	void whatIsDeletedOrForgottenLeavesNothingBehind() {
		Video video = fetch("https://a.example/1", "Sea");
		TestVideos.delete(this.template, video.id());
		this.template.opsForZSet()
			.range("{autoclip}:ended", 0, -1)
			.forEach((id) -> this.template.opsForZSet().add("{autoclip}:ended", id, 1));
		assertThat(this.retention.trim()).isEqualTo(1);
		assertThat(TestLibrary.content(this.template))
			.isEqualTo(Map.of("{autoclip}:library:videos:sums bytes", "[\"0\"]"));
	}

	/** In small steps, from where the one before has come to. */
	@Test
	void recordsOfAnOlderAutoClipAreFoundAsIfTheyHadBeenMadeNow() {
		for (int i = 0; i < 120; i++) {
			fetch("https://a.example/" + i, "Sea " + i);
		}
		Map<String, String> made = TestLibrary.content(this.template);
		forgetIndexes();
		assertThat(this.indexing.step()).isTrue();
		Video newer = fetch("https://a.example/new", "Sea new");
		TestVideos.delete(this.template, newer.id());
		while (new Indexing(this.template).step()) {
			assertThat(this.template.hasKey("{autoclip}:library:videos:entries")).isTrue();
		}
		Map<String, String> found = TestLibrary.content(this.template);
		assertThat(found.keySet()).containsAll(made.keySet());
		assertThat(find("videos", "sea 119")).hasSize(1);
		made.forEach((key, value) -> {
			if (key.startsWith("{autoclip}:library:videos:")) {
				assertThat(found).containsEntry(key, value);
			}
		});
		assertThat(new Indexing(this.template).step()).isFalse();
		assertThat(TestLibrary.content(this.template)).isEqualTo(found);
	}

	@Test
	void largeRecordOfAnOlderAutoClipIsCut() {
		Task task = running("https://a.example/1");
		Map<String, Object> details = new HashMap<>(Map.of("description", "A walk. ".repeat(600), "tags", "x"));
		String doc = StoredJson.write(video(task, "Sea", details));
		this.tasks.succeed(task.attemptId(), new PublishedRecord(task.video().value(), doc), SiteRemarks.NONE);
		this.indexing.step();
		Video brief = TestVideos.of(this.template).find(task.video()).orElseThrow();
		assertThat(StoredJson.write(brief).length()).isLessThan(VideoBrief.MAX_BYTES);
		assertThat(brief.details()).containsEntry("tags", "x");
		assertThat(find("videos", "sea")).containsExactly(task.video().value());
	}

	@Test
	void recordThatCannotBeReadHoldsUpNobody() {
		String id = VideoId.random().value();
		this.template.opsForValue().set("{autoclip}:video:" + id, "{}");
		this.template.opsForZSet().add("{autoclip}:videos", id, 1);
		this.template.opsForValue().set("{autoclip}:sequence", "1");
		Video video = fetch("https://a.example/1", "Sea");
		this.indexing.step();
		assertThat(find("videos", "")).containsExactly(video.id().value());
	}

}

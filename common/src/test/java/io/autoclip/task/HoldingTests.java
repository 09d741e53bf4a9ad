package io.autoclip.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.json.StoredJson;
import io.autoclip.library.LibraryQuery;
import io.autoclip.library.TestLibrary;
import io.autoclip.redis.TestRedis;
import io.autoclip.video.StoredFile;
import io.autoclip.video.TestVideos;
import io.autoclip.video.Video;
import io.autoclip.video.VideoDeletion.Release;
import io.autoclip.video.VideoId;
import io.autoclip.video.VideoRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who holds videos that did not come into the library by a task of this AutoClip: those
 * of a bucket, and those of before there were holders.
 */
class HoldingTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final MediaIdentity WANTED = MediaIdentity.of("Example", "1", Output.DEFAULT);

	private final StringRedisTemplate template = redis.template();

	private final VideoRepository videos = TestVideos.of(this.template);

	private static Video video(Instant created, @Nullable String identity) {
		VideoId id = VideoId.random();
		return new Video(Video.SCHEMA, id, "ann", "videos/" + id + "/" + TaskId.random() + ".1/", "Sea",
				"https://a.example/1", "Generic", null, null, null, null, "mp4",
				new StoredFile("media.mp4", "video/mp4", 10, "9f".repeat(32)), null,
				List.of(new StoredFile("info.json", "application/json", 5, "9f".repeat(32))), Map.of(), created,
				identity);
	}

	private Video restore(Instant created) {
		Video video = video(created, WANTED.value());
		this.videos.restore(video.id(), StoredJson.write(video), VideoEntry.of(video), video.identity(), "gone");
		return video;
	}

	/** As an AutoClip without indexes and holders wrote it. */
	private Video publishAsBefore() {
		Video video = video(Instant.EPOCH, null);
		this.template.opsForValue().set("{autoclip}:video:" + video.id(), StoredJson.write(video));
		Long position = this.template.opsForValue().increment("{autoclip}:sequence");
		this.template.opsForZSet().add("{autoclip}:videos", video.id().value(), (position != null) ? position : 0);
		return video;
	}

	private void assertHeldBy(Video video, String owner) {
		assertThat(this.template.opsForSet().members("{autoclip}:holders:" + video.id())).contains(owner);
		assertThat(this.template.opsForZSet().score("{autoclip}:holdings:" + owner, video.id().value())).isEqualTo(15);
		assertThat(this.template.opsForHash().get("{autoclip}:held-bytes", owner)).isEqualTo("15");
		LibraryQuery own = new LibraryQuery("videos", "created", true, null, 10).value("owner", owner);
		assertThat(TestLibrary.of(this.template).find(own).ids()).containsExactly(video.id().value());
	}

	@Test
	void restoredVideoIsHeldByWhomItWasDownloadedFor() {
		Video video = restore(Instant.now());
		assertHeldBy(video, "ann");
		assertThat(TestVideos.deletionFrom(this.videos).release(video.id(), "ann")).isEqualTo(Release.DELETED);
		assertThat(this.template.opsForHash().get("{autoclip}:held-bytes", "ann")).isNull();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void newestOfRestoredVersionsHasTheName(boolean oldestFirst) {
		Instant now = Instant.ofEpochMilli(1_764_000_000_500L);
		Video first = restore(oldestFirst ? now : now.plusSeconds(1));
		Video second = restore(oldestFirst ? now.plusSeconds(1) : now);
		Video newest = oldestFirst ? second : first;
		Video older = oldestFirst ? first : second;
		assertThat(this.template.opsForHash().get("{autoclip}:known", WANTED.value())).isEqualTo(newest.id().value());
		TestVideos.delete(this.template, older.id());
		assertThat(this.template.opsForHash().get("{autoclip}:known", WANTED.value())).isEqualTo(newest.id().value());
	}

	@Test
	void videoOfBeforeCountsForItsOwnerOnceItIsIndexed() {
		Video video = publishAsBefore();
		new Indexing(this.template).step();
		assertHeldBy(video, "ann");
	}

	@Test
	void videoThatOthersCameToHoldBeforeItWasIndexedIsTheirsToo() {
		Video video = publishAsBefore();
		this.template.opsForSet().add("{autoclip}:holders:" + video.id(), "ann", "bob");
		new Indexing(this.template).step();
		assertHeldBy(video, "ann");
		assertHeldBy(video, "bob");
	}

	@Test
	void recordWithoutAnOwnerIsIndexedAllTheSame() {
		Video video = publishAsBefore();
		this.template.opsForValue().set("{autoclip}:video:" + video.id(), "[]");
		Video next = publishAsBefore();
		new Indexing(this.template).step();
		assertHeldBy(next, "ann");
	}

}

package io.autoclip.video;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.autoclip.json.StoredJson;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.TaskId;
import io.autoclip.task.VideoEntry;
import io.autoclip.video.VideoRepository.Listed;
import io.autoclip.video.VideoRetention.Reason;

import static org.assertj.core.api.Assertions.assertThat;

class VideoRetentionTests {

	private static final RetentionLimits NONE = new RetentionLimits(Duration.ZERO, 0, 0);

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final VideoRepository videos = new VideoRepository(redis.template());

	private final VideoPins pins = new VideoPins(redis.template());

	private final VideoRetention retention = new VideoRetention(redis.template(), this.videos, this.pins,
			TestVideos.deletionFrom(this.videos));

	@Test
	void withoutLimitsAllStays() {
		List<VideoId> all = add(3, Duration.ofDays(1000));
		assertThat(this.retention.run(NONE)).isEmpty();
		assertThat(kept()).isEqualTo(all);
	}

	@Test
	void tooOldOnesGoAndPinnedOnesStay() {
		List<VideoId> old = add(205, Duration.ofDays(31));
		List<VideoId> young = add(2, Duration.ofDays(29));
		this.pins.pin(old.get(1), true);
		RetentionLimits limits = new RetentionLimits(Duration.ofDays(30), 0, 0);
		assertThat(this.retention.run(limits)).isEqualTo(Map.of(Reason.AGE, 204));
		assertThat(kept()).containsExactly(old.get(1), young.get(0), young.get(1));
		this.pins.pin(old.get(1), false);
		assertThat(this.retention.run(limits)).isEqualTo(Map.of(Reason.AGE, 1));
		assertThat(this.retention.run(limits)).isEmpty();
	}

	@Test
	void oldestOfTooManyGoButNoPinnedOne() {
		List<VideoId> all = add(5, Duration.ofDays(1));
		this.pins.pin(all.getFirst(), true);
		RetentionLimits limits = new RetentionLimits(Duration.ZERO, 3, 0);
		assertThat(this.retention.run(limits)).isEqualTo(Map.of(Reason.VIDEOS, 2));
		assertThat(kept()).containsExactly(all.get(0), all.get(3), all.get(4));
	}

	@Test
	void oldestOfThoseThatAreTooLargeTogetherGo() {
		List<VideoId> all = add(5, Duration.ofDays(1));
		this.pins.pin(all.get(1), true);
		assertThat(this.retention.run(new RetentionLimits(Duration.ZERO, 0, 50))).isEmpty();
		assertThat(this.retention.run(new RetentionLimits(Duration.ZERO, 0, 29))).isEqualTo(Map.of(Reason.SIZE, 3));
		assertThat(kept()).containsExactly(all.get(1), all.get(4));
	}

	@Test
	void youngOnesBehindManyPinnedOnesAreFound() {
		List<VideoId> all = add(103, Duration.ofDays(1));
		all.subList(0, 101).forEach((id) -> this.pins.pin(id, true));
		assertThat(this.retention.run(new RetentionLimits(Duration.ZERO, 102, 0))).isEqualTo(Map.of(Reason.VIDEOS, 1));
		assertThat(kept()).hasSize(102).doesNotContain(all.get(101));
	}

	@Test
	void manyAtOnceDeleteNoMoreThanOne() {
		List<VideoId> all = add(60, Duration.ofDays(1));
		RetentionLimits limits = new RetentionLimits(Duration.ZERO, 20, 0);
		int deleted = IntStream.range(0, 4)
			.parallel()
			.map((round) -> this.retention.run(limits).getOrDefault(Reason.VIDEOS, 0))
			.sum();
		assertThat(deleted).isEqualTo(40);
		assertThat(kept()).isEqualTo(all.subList(40, 60));
	}

	private List<VideoId> kept() {
		return this.videos.oldest(null, 1000).stream().map(Listed::video).map(Video::id).toList();
	}

	/** Each of 10 bytes. */
	private List<VideoId> add(int count, Duration age) {
		return IntStream.range(0, count).mapToObj((number) -> add(Instant.now().minus(age))).toList();
	}

	private VideoId add(Instant published) {
		VideoId id = VideoId.random();
		String task = TaskId.random().value();
		Video video = new Video(Video.SCHEMA, id, "ann", "videos/" + id + "/" + task + ".1/", "Sea",
				"https://a.example/1", "Generic", null, null, null, null, "mp4",
				new StoredFile("media.mp4", "video/mp4", 10, "9f".repeat(32)), null, List.of(), Map.of(), published,
				null);
		this.videos.restore(id, StoredJson.write(video), VideoEntry.of(video), null, task);
		return id;
	}

}

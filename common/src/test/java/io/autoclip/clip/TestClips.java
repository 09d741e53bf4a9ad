package io.autoclip.clip;

import java.time.Instant;
import java.util.List;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.video.StoredFile;
import io.autoclip.video.TestVideos;
import io.autoclip.video.VideoId;

/**
 * Clips, for tests of other packages.
 */
public final class TestClips {

	/** The bytes of each clip, with its picture. */
	public static final long BYTES = 110;

	private TestClips() {
	}

	/** The clips in a Redis. */
	public static ClipRepository of(StringRedisTemplate redis) {
		return new ClipRepository(redis);
	}

	/** The way to delete clips in a Redis, where the storage has nothing. */
	public static ClipDeletion deletion(StringRedisTemplate redis) {
		return new ClipDeletion(of(redis), TestVideos.deletionFrom(TestVideos.of(redis)));
	}

	/** A clip of a second. */
	public static Clip clip(VideoId video, String attempt, double start) {
		ClipId id = ClipId.random();
		String stem = Clip.stem(id);
		return new Clip(Clip.SCHEMA, id, video, attempt.substring(0, 26), "videos/" + video + "/" + attempt + "/",
				"At " + start, start, start + 1, 1, start, start + 1, Clipping.Cut.EXACT,
				new StoredFile(stem + "mp4", "video/mp4", 100, "a".repeat(64)),
				new StoredFile(stem + "jpg", "image/jpeg", 10, "b".repeat(64)), 64, 36,
				Instant.parse("2026-11-28T12:00:00Z"));
	}

	/** A split into parts of a second. */
	public static Clipping everySecond(boolean replace) {
		return new Clipping(Clipping.Mode.EVERY, Clipping.Cut.EXACT, Clipping.CRF, replace, 0, 0, 0, 0, 1, List.of());
	}

}

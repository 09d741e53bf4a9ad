package io.autoclip.video;

import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The library's videos, for the tests of other packages.
 */
public final class TestVideos {

	private TestVideos() {
	}

	/** The videos in a Redis. */
	public static VideoRepository of(StringRedisTemplate redis) {
		return new VideoRepository(redis);
	}

	/** Takes a video out of the library in a Redis. */
	public static void delete(StringRedisTemplate redis, VideoId id) {
		new VideoRepository(redis).delete(id);
	}

}

package io.autoclip.video;

import java.lang.reflect.Proxy;
import java.util.stream.Stream;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.storage.ObjectStorage;

/**
 * The library, for tests of other packages.
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

	/** Where the storage has nothing. */
	public static VideoDeletion deletionFrom(VideoRepository videos) {
		return new VideoDeletion(videos, emptyStorage());
	}

	private static ObjectStorage emptyStorage() {
		return (ObjectStorage) Proxy.newProxyInstance(ObjectStorage.class.getClassLoader(),
				new Class<?>[] { ObjectStorage.class },
				(proxy, method, arguments) -> method.getName().equals("list") ? Stream.empty() : null);
	}

}

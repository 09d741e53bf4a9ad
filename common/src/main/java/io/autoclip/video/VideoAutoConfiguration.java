package io.autoclip.video;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.storage.ObjectStorage;
import io.autoclip.storage.StorageAutoConfiguration;

/**
 * Offers the library to both services.
 */
@AutoConfiguration(after = { DataRedisAutoConfiguration.class, StorageAutoConfiguration.class })
public class VideoAutoConfiguration {

	@Bean
	VideoRepository videoRepository(StringRedisTemplate redis) {
		return new VideoRepository(redis);
	}

	@Bean
	VideoPins videoPins(StringRedisTemplate redis) {
		return new VideoPins(redis);
	}

	@Bean
	VideoDeletion videoDeletion(VideoRepository videos, ObjectStorage storage) {
		return new VideoDeletion(videos, storage);
	}

	@Bean
	VideoRetention videoRetention(StringRedisTemplate redis, VideoRepository videos, VideoPins pins,
			VideoDeletion deletion) {
		return new VideoRetention(redis, videos, pins, deletion);
	}

}

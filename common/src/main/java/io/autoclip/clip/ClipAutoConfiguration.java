package io.autoclip.clip;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.video.VideoAutoConfiguration;
import io.autoclip.video.VideoDeletion;

/**
 * Offers the clips of the library to both services.
 */
@AutoConfiguration(after = { DataRedisAutoConfiguration.class, VideoAutoConfiguration.class })
public class ClipAutoConfiguration {

	@Bean
	ClipRepository clipRepository(StringRedisTemplate redis) {
		return new ClipRepository(redis);
	}

	@Bean
	ClipDeletion clipDeletion(ClipRepository clips, VideoDeletion videos) {
		return new ClipDeletion(clips, videos);
	}

}

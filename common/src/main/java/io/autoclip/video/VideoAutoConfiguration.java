package io.autoclip.video;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Offers the library to both services.
 */
@AutoConfiguration(after = DataRedisAutoConfiguration.class)
public class VideoAutoConfiguration {

	@Bean
	VideoRepository videoRepository(StringRedisTemplate redis) {
		return new VideoRepository(redis);
	}

}

package io.autoclip.preview;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Offers previews to both services.
 */
@AutoConfiguration(after = DataRedisAutoConfiguration.class)
class PreviewAutoConfiguration {

	@Bean
	PreviewRepository previewRepository(StringRedisTemplate redis) {
		return new PreviewRepository(redis);
	}

}

package io.autoclip.library;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Offers the lists of the library.
 */
@AutoConfiguration(after = DataRedisAutoConfiguration.class)
class LibraryAutoConfiguration {

	@Bean
	Library library(StringRedisTemplate redis) {
		return new Library(redis);
	}

}

package io.autoclip.admission;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Offers the waiting room's door to both services.
 */
@AutoConfiguration(after = DataRedisAutoConfiguration.class)
@EnableConfigurationProperties({ SiteSettings.class, OwnerSettings.class, QuotaSettings.class })
class AdmissionAutoConfiguration {

	@Bean
	Admissions admissions(StringRedisTemplate redis) {
		return new Admissions(redis);
	}

	@Bean
	Invariant invariant(StringRedisTemplate redis) {
		return new Invariant(redis);
	}

	@Bean
	SiteLimits siteLimits(StringRedisTemplate redis) {
		return new SiteLimits(redis);
	}

	@Bean
	Workers workers(StringRedisTemplate redis) {
		return new Workers(redis);
	}

}

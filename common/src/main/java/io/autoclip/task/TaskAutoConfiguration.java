package io.autoclip.task;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Offers the store of tasks to both services.
 */
@AutoConfiguration(after = DataRedisAutoConfiguration.class)
@EnableConfigurationProperties({ LeaseSettings.class, MediaLimits.class, RetryPolicy.class, RetentionSettings.class })
class TaskAutoConfiguration {

	@Bean
	TaskRepository taskRepository(StringRedisTemplate redis, AdmissionPublisher publisher, LeaseSettings settings,
			RetryPolicy retries) {
		return new TaskRepository(redis, publisher, settings.lease(), retries);
	}

	@Bean
	Playlists playlists(StringRedisTemplate redis, TaskRepository tasks) {
		return new Playlists(redis, tasks);
	}

	@Bean
	TaskLogs taskLogs(StringRedisTemplate redis) {
		return new TaskLogs(redis);
	}

	@Bean
	Retention retention(StringRedisTemplate redis, RetentionSettings settings) {
		return new Retention(redis, settings);
	}

	@Bean
	Indexing indexing(StringRedisTemplate redis) {
		return new Indexing(redis);
	}

}

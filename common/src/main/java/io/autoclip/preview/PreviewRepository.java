package io.autoclip.preview;

import java.time.Duration;
import java.util.Optional;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.json.StoredJson;
import io.autoclip.task.TaskId;

/**
 * Keeps previews in Redis for ten minutes, as long as the tasks that made them. They are
 * lost without harm.
 */
public class PreviewRepository {

	/** A little longer than the task is kept once it has ended. */
	private static final Duration KEPT = Duration.ofMinutes(11);

	private final StringRedisTemplate redis;

	PreviewRepository(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Keeps a preview; it is shown once its task has succeeded.
	 * @param task the task that makes it
	 * @param preview the preview
	 */
	public void write(TaskId task, Preview preview) {
		this.redis.opsForValue().set(key(task), StoredJson.write(preview), KEPT);
	}

	/**
	 * Looks a preview up.
	 * @param task the task that has made it
	 * @return the preview, if it is there
	 */
	public Optional<Preview> find(TaskId task) {
		return Optional.ofNullable(this.redis.opsForValue().get(key(task)))
			.map((doc) -> StoredJson.read(doc, Preview.class));
	}

	private static String key(TaskId task) {
		return "{autoclip}:preview:" + task;
	}

}

package io.autoclip.task;

import java.time.Duration;
import java.util.Optional;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.json.StoredJson;

/**
 * What was going on in the last attempt of each task, for people. It is not part of the
 * durable record: it is kept for seven days and lost without harm.
 */
public class TaskLogs {

	/** The longest text in characters; of a longer one the end is kept. */
	public static final int MAX_LENGTH = 16 * 1024;

	private static final Duration KEPT = Duration.ofDays(7);

	private static final StoreScript<Long> WRITE = StoreScript.answeringNumber(TaskLogs.class, "log.lua");

	private final StringRedisTemplate redis;

	TaskLogs(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Keeps the log of an attempt instead of that of the one before. A stale attempt is
	 * not heard.
	 * @param attempt the attempt that speaks
	 * @param text its log, without secrets
	 */
	public void write(AttemptId attempt, String text) {
		String end = text.substring(Math.max(0, text.length() - MAX_LENGTH));
		WRITE.run(this.redis, attempt.task().value(), String.valueOf(attempt.attempt()),
				StoredJson.write(new TaskLog(attempt.attempt(), end)), String.valueOf(KEPT.toMillis()));
	}

	/**
	 * Looks a log up.
	 * @param task the task
	 * @return the log of the last attempt that has told one, if any is kept
	 */
	public Optional<TaskLog> find(TaskId task) {
		return Optional.ofNullable(this.redis.opsForValue().get("{autoclip}:log:" + task))
			.map((doc) -> StoredJson.read(doc, TaskLog.class));
	}

	/**
	 * The log of an attempt.
	 *
	 * @param attempt the number of the attempt
	 * @param text lines of text, the end of what was said
	 */
	public record TaskLog(int attempt, String text) {

	}

}

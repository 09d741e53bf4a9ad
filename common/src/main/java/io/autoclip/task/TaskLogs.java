package io.autoclip.task;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.json.StoredJson;

/**
 * What was going on in the last attempt of each task, for people. It is not part of the
 * durable record: it is kept for seven days and lost without harm.
 */
public class TaskLogs {

	/** The longest text in bytes of UTF-8; of a longer one the end is kept. */
	public static final int MAX_BYTES = 16 * 1024;

	private static final int CONTINUATION_MASK = 0b1100_0000;

	private static final int CONTINUATION = 0b1000_0000;

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
		WRITE.run(this.redis, attempt.task().value(), String.valueOf(attempt.attempt()),
				StoredJson.write(new TaskLog(attempt.attempt(), end(text))), String.valueOf(KEPT.toMillis()));
	}

	/** No character is cut in two. */
	private static String end(String text) {
		byte[] all = text.getBytes(StandardCharsets.UTF_8);
		int from = Math.max(0, all.length - MAX_BYTES);
		while (from < all.length && (all[from] & CONTINUATION_MASK) == CONTINUATION) {
			from++;
		}
		return new String(all, from, all.length - from, StandardCharsets.UTF_8);
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

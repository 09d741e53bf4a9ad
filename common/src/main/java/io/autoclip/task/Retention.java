package io.autoclip.task;

import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Forgets tasks that ended long ago and dead letters that have expired, a few at a time,
 * so that the store does not grow for ever. What tasks have made stays in the library.
 */
public class Retention {

	private static final StoreScript<Long> TRIM = StoreScript.answeringNumber(Retention.class, "trim.lua");

	/** Few enough that nobody waits for it. */
	private static final int STEP = 100;

	private final StringRedisTemplate redis;

	private final RetentionSettings settings;

	Retention(StringRedisTemplate redis, RetentionSettings settings) {
		this.redis = redis;
		this.settings = settings;
	}

	/**
	 * Takes one step. Several processes may do so at once.
	 * @return how many tasks were forgotten, 100 at the most
	 */
	public long trim() {
		return TRIM.run(this.redis, String.valueOf(this.settings.retention().toMillis()), String.valueOf(STEP));
	}

}

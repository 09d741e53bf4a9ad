package io.autoclip.task;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The times in the store, which a random walk puts far off and makes due on purpose.
 */
final class WalkTimes {

	static final double PAST = 1;

	/** As after the clock of Redis was set back by years. */
	private static final double FAR_AHEAD = 9e15;

	private static final Duration LONG = Duration.ofMinutes(31);

	private final StringRedisTemplate redis;

	WalkTimes(StringRedisTemplate redis) {
		this.redis = redis;
	}

	double makeDue(String place, TaskId id, boolean past) {
		double due = due(past);
		this.redis.opsForZSet().add("{autoclip}:" + place, id.value(), due);
		return due;
	}

	void putOffDelay(TaskId id) {
		this.redis.opsForZSet().add("{autoclip}:delayed", id.value(), inHalfAnHour());
		this.redis.opsForHash().put("{autoclip}:task:" + id, "delay", String.valueOf(LONG.toMillis()));
	}

	void putOffPenalty(String site) {
		long end = (long) inHalfAnHour();
		this.redis.opsForHash()
			.putAll("{autoclip}:site:" + site,
					Map.of("penalty_until", String.valueOf(end), "penalty_span", String.valueOf(LONG.toMillis())));
		if (this.redis.opsForZSet().score("{autoclip}:sites", site) != null) {
			this.redis.opsForZSet().add("{autoclip}:sites", site, end);
		}
	}

	void putOffEnd(WorkerId worker) {
		this.redis.opsForZSet().add("{autoclip}:workers", worker.value(), inHalfAnHour());
		this.redis.opsForHash().put("{autoclip}:worker:" + worker, "ttl", String.valueOf(LONG.toMillis()));
	}

	void end(WorkerId worker, boolean past) {
		this.redis.opsForZSet().add("{autoclip}:workers", worker.value(), due(past));
	}

	void putOffAdmissions() {
		String admitted = "{autoclip}:admitted";
		Set<String> early = this.redis.opsForZSet()
			.rangeByScore(admitted, System.currentTimeMillis() - LONG.toMillis(), inHalfAnHour());
		for (String id : Objects.requireNonNull(early)) {
			this.redis.opsForZSet().add(admitted, id, System.currentTimeMillis() + 50_000);
		}
	}

	private static double due(boolean past) {
		return past ? PAST : FAR_AHEAD;
	}

	private static double inHalfAnHour() {
		return System.currentTimeMillis() + Duration.ofMinutes(30).toMillis();
	}

}

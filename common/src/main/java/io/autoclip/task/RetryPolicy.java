package io.autoclip.task;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SplittableRandom;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * When a task that has failed is tried again, and when not any more. Failures are counted
 * by code, so that the loss of a worker does not use up the patience with a site.
 *
 * @param firstDelay how long the first retry waits; each further one waits four times as
 * long as the one before, and a plain number is seconds
 * @param longestDelay no retry waits for longer, whatever a site asks for; at most 59
 * minutes
 * @param tries how many attempts may fail for the same transient cause before the task
 * has failed
 */
@Validated
@ConfigurationProperties("autoclip.retry")
public record RetryPolicy(
		@DefaultValue("2s") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(millis = 1) Duration firstDelay,
		@DefaultValue("30m") @DurationUnit(ChronoUnit.SECONDS) @DurationMax(minutes = 59) Duration longestDelay,
		@DefaultValue("5") @Positive @Max(100) int tries) {

	/** What holds where nothing is set. */
	public static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(30), 5);

	private static final int GROWTH = 4;

	/**
	 * Decides about another attempt.
	 * @param by the attempt that has failed; its jitter is drawn from its name, so that
	 * the same attempt always gets the same answer
	 * @param code why it failed
	 * @param failures how often the task has now failed for this cause, from 1
	 * @param retryAfter how long the site asks to be left alone, if it does
	 * @return the time to wait; empty if the failure is final
	 */
	Optional<Duration> after(AttemptId by, FailureCode code, int failures, @Nullable Duration retryAfter) {
		if (failures >= tries(code)) {
			return Optional.empty();
		}
		Duration delay = jittered(by, exponential(failures));
		return Optional.of((retryAfter == null) ? delay : longer(delay, bounded(retryAfter)));
	}

	/**
	 * Cuts a time that a site asks for to the longest that anything waits.
	 */
	Duration bounded(Duration asked) {
		return (asked.compareTo(this.longestDelay) < 0) ? asked : this.longestDelay;
	}

	private int tries(FailureCode code) {
		return switch (code.retry()) {
			case NEVER -> 1;
			case ONCE -> Math.min(2, this.tries);
			case SEVERAL -> this.tries;
		};
	}

	private Duration exponential(int failures) {
		Duration delay = bounded(this.firstDelay);
		for (int i = 1; i < failures && delay.compareTo(this.longestDelay) < 0; i++) {
			delay = bounded(delay.multipliedBy(GROWTH));
		}
		return delay;
	}

	/**
	 * Between half of it and all of it, so that those who failed together come back
	 * apart.
	 */
	private static Duration jittered(AttemptId by, Duration delay) {
		double share = new SplittableRandom(by.toString().hashCode()).nextDouble(0.5, 1);
		return Duration.ofMillis(Math.max(1, (long) (delay.toMillis() * share)));
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

}

package io.autoclip.task;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a task waits for its next attempt after a failure of a transient cause, and
 * when it is not tried again. Failures are counted by code, so that the loss of a worker
 * does not use up the patience with a site.
 */
final class RetryBackoff {

	private static final int RETRIES = 3;

	private static final Duration FIRST = Duration.ofSeconds(1);

	private RetryBackoff() {
	}

	/**
	 * Decides about another attempt.
	 * @param code why the attempt failed
	 * @param failures how often the task has now failed for this cause, from 1
	 * @return the time to wait: 1, 2, 4 seconds; empty if the failure is final
	 */
	static Optional<Duration> after(FailureCode code, int failures) {
		if (!code.isTransient() || failures > RETRIES) {
			return Optional.empty();
		}
		return Optional.of(FIRST.multipliedBy(1L << (failures - 1)));
	}

}

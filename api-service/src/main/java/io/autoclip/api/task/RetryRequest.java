package io.autoclip.api.task;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.task.FailureCode;
import io.autoclip.task.Site;
import io.autoclip.task.Task;
import io.autoclip.task.TaskStatus;

/**
 * Which tasks to start anew.
 *
 * @param status how they have ended: failed or cancelled; failed if absent
 * @param code only those that failed for this cause; for any if absent
 * @param site only those of this site, by any of its names; of any if absent
 * @param limit how many at the most, from 1 to 1,000; 1,000 if absent
 * @param cursor where the call before has stopped; from the newest on if absent
 */
@Schema(description = "Which tasks to start anew; without a filter all that have failed.")
record RetryRequest(@Nullable TaskStatus status, @Nullable FailureCode code, @Nullable String site,
		@Schema(minimum = "1", maximum = "1000") @Nullable Integer limit,
		@Schema(description = "next_cursor of the answer before.") @Nullable String cursor) {

	private static final int MOST = 1000;

	RetryRequest {
		if (status != null && status != TaskStatus.FAILED && status != TaskStatus.CANCELLED) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST, "Only failed and cancelled tasks can be retried.");
		}
		if (limit != null && (limit < 1 || limit > MOST)) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST, "The limit must be between 1 and 1000.");
		}
		if (site != null) {
			Site.named(site);
		}
	}

	TaskStatus statusOrDefault() {
		return (this.status != null) ? this.status : TaskStatus.FAILED;
	}

	int limitOrDefault() {
		return (this.limit != null) ? this.limit : MOST;
	}

	boolean fits(Task task) {
		boolean sameCode = this.code == null || (task.error() != null && task.error().code() == this.code);
		return sameCode && (this.site == null || task.site().equals(Site.named(this.site)));
	}

}

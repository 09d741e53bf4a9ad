package io.autoclip.api.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.task.QuotaExceededException;
import io.autoclip.task.TooManyTasksException;

/**
 * How far a retry of many tasks has come.
 *
 * @param retried how many tasks were started anew
 * @param more whether there may be more: ask again, with the cursor
 * @param nextCursor where to go on; absent if there is no more
 * @param stopped why it has ended before the last task that fits; absent if it has not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "How many tasks were started anew, and whether there may be more.")
record RetryResponse(int retried, boolean more,
		@Schema(description = "Where to go on if there may be more.") @Nullable String nextCursor,
		@Schema(description = "Why it has ended before the last task that fits: too_many_tasks if the client may have "
				+ "no more now, quota_exceeded if it holds as much as it may. Ask again when that has "
				+ "changed.") @Nullable ProblemCode stopped) {

	static RetryResponse done(int retried) {
		return new RetryResponse(retried, false, null, null);
	}

	static RetryResponse more(int retried, @Nullable String nextCursor) {
		return new RetryResponse(retried, true, nextCursor, null);
	}

	static RetryResponse full(int retried, TooManyTasksException cause) {
		boolean quota = cause instanceof QuotaExceededException;
		return new RetryResponse(retried, false, null, quota ? ProblemCode.QUOTA_EXCEEDED : ProblemCode.TOO_MANY_TASKS);
	}

}

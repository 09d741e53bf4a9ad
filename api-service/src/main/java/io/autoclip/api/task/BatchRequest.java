package io.autoclip.api.task;

import java.util.List;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;

/**
 * What a client sends to have several videos fetched.
 *
 * @param urls the links, from 1 to 100
 */
@Schema(description = "A wish to have several videos fetched, all in the same way.")
record BatchRequest(@ArraySchema(
		arraySchema = @Schema(description = "The links, in the order of the answer.",
				requiredMode = Schema.RequiredMode.REQUIRED),
		minItems = 1, maxItems = BatchRequest.MOST) @Nullable List<@Nullable String> urls) {

	/** How many links at the most. */
	static final int MOST = 100;

	BatchRequest {
		if (urls == null || urls.isEmpty() || urls.size() > MOST) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST,
					"The field urls must be a list of 1 to " + MOST + " links.");
		}
	}

	/** What each of the links would ask for alone. */
	List<TaskRequest> each() {
		return (this.urls != null) ? this.urls.stream().map(TaskRequest::new).toList() : List.of();
	}

}

package io.autoclip.api.task;

import java.util.List;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

import io.autoclip.api.problem.Problem;

/**
 * What became of the links of a batch.
 *
 * @param items a task, or the problem for which there is none, for each link in order
 */
@Schema(name = "Batch", description = "What became of each link, in order: a task, or a problem (it has a code).")
record BatchResponse(@ArraySchema(schema = @Schema(oneOf = {
		TaskResponse.class, Problem.class })) List<Object> items){

}

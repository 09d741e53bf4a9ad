package io.autoclip.api.task;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A task that was just accepted: the task itself, and its id once more under the name
 * that clients of the original AutoClip read.
 *
 * @param taskId the same as {@code id}
 * @param task the task
 */
@Schema(name = "AcceptedTask", description = "The task, with its id once more as task_id.")
record AcceptedTaskResponse(String taskId, @JsonUnwrapped TaskResponse task) {

}

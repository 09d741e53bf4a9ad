package io.autoclip.api.task;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.task.Task;

/**
 * A task that was just accepted: the task itself, and its id once more under the name
 * that clients of the original AutoClip read.
 *
 * @param taskId the same as {@code id}
 * @param task the task
 */
@Schema(name = "AcceptedTask", description = "The task, with its id once more as task_id.")
public record AcceptedTaskResponse(String taskId, @JsonUnwrapped TaskResponse task) {

	/** Seconds after which a client that polls should look again. */
	private static final String LOOK_AGAIN = "1";

	/**
	 * Tells of a task that was just accepted, and where it is.
	 * @param task the task
	 * @param base what links begin with
	 * @param response gets Location and Retry-After
	 * @return the task as clients see it
	 */
	public static AcceptedTaskResponse of(Task task, Base base, HttpServletResponse response) {
		TaskResponse accepted = TaskResponse.of(task, base);
		response.setHeader(HttpHeaders.LOCATION, accepted.links().self());
		response.setHeader(HttpHeaders.RETRY_AFTER, LOOK_AGAIN);
		return new AcceptedTaskResponse(accepted.id(), accepted);
	}

}

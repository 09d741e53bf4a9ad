package io.autoclip.api.original;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.task.Task;
import io.autoclip.task.TaskStatus;

/**
 * A task as clients of the original AutoClip see it.
 *
 * @param taskId the name of the task
 * @param taskStatus where it stands, in Celery's words
 * @param taskResult the id of the video, once there is one
 */
@Schema(name = "OriginalTask", description = "A task in the words of the original AutoClip.")
record OriginalTask(String taskId, Status taskStatus, @Nullable String taskResult) {

	static OriginalTask of(Task task) {
		String result = task.hasVideo() ? task.video().value() : null;
		return new OriginalTask(task.id().value(), Status.of(task.status()), result);
	}

	/**
	 * The states of a Celery task that the original told.
	 */
	enum Status {

		PENDING, STARTED, SUCCESS, FAILURE;

		static Status of(TaskStatus status) {
			return switch (status) {
				case QUEUED -> PENDING;
				case RUNNING -> STARTED;
				case SUCCEEDED -> SUCCESS;
				case FAILED, CANCELLED -> FAILURE;
			};
		}

	}

}

package io.autoclip.task;

/**
 * Thrown when an owner asks for a task, new or retried, while he has as many tasks that
 * have not ended as {@link io.autoclip.admission.OwnerSettings} allows. Nothing has
 * changed.
 */
public class TooManyTasksException extends RuntimeException {

	TooManyTasksException() {
		this("The owner has as many tasks that have not ended as he may");
	}

	TooManyTasksException(String message) {
		super(message);
	}

}

package io.autoclip.task;

/**
 * Who speaks is not the task's present attempt or admission: its lease was given to
 * another, or the task has ended. Whatever it made must be thrown away.
 */
public class StaleAttemptException extends RuntimeException {

	StaleAttemptException(String message) {
		super(message);
	}

}

package io.autoclip.task;

/**
 * There is no task of this id.
 */
public class UnknownTaskException extends RuntimeException {

	UnknownTaskException(TaskId id) {
		super("There is no task " + id);
	}

}

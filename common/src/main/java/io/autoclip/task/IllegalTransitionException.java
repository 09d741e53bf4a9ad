package io.autoclip.task;

/**
 * The task's state forbids what was asked.
 */
public class IllegalTransitionException extends RuntimeException {

	private final transient TaskStatus status;

	IllegalTransitionException(TaskStatus status, TaskStatus next) {
		super("A task that is " + status.text() + " cannot become " + next.text());
		this.status = status;
	}

	/**
	 * Returns the status that forbids it.
	 * @return the status of the task
	 */
	public TaskStatus status() {
		return this.status;
	}

}

package io.autoclip.task;

/**
 * The task's state forbids what was asked.
 */
public class IllegalTransitionException extends RuntimeException {

	private final transient TaskStatus status;

	private final boolean whileOthersStop;

	IllegalTransitionException(TaskStatus status, TaskStatus next) {
		super("A task that is " + status.text() + " cannot become " + next.text());
		this.status = status;
		this.whileOthersStop = false;
	}

	private IllegalTransitionException(TaskStatus status) {
		super("A list cannot be started anew while tasks of its entries are stopping");
		this.status = status;
		this.whileOthersStop = true;
	}

	/** For a list some of whose children, cancelled with it, still run. */
	static IllegalTransitionException whileOthersStop(TaskStatus status) {
		return new IllegalTransitionException(status);
	}

	/**
	 * Tells whether it will be possible soon.
	 * @return whether only tasks of a list's entries that are stopping forbid it
	 */
	public boolean isWhileOthersStop() {
		return this.whileOthersStop;
	}

	/**
	 * Returns the status that forbids it.
	 * @return the status of the task
	 */
	public TaskStatus status() {
		return this.status;
	}

}

package io.autoclip.task;

/**
 * One attempt at one task. It stands as {@code <task>.<attempt>} in scratch directories,
 * object keys and egress accounts, so that no two attempts ever share anything.
 *
 * @param task the task
 * @param attempt the number of the attempt, from 1
 */
public record AttemptId(TaskId task, int attempt) {

	/**
	 * Reads an attempt's name.
	 * @param text {@code <task>.<attempt>}
	 * @return the attempt
	 * @throws IllegalArgumentException if the text is no such name
	 */
	public static AttemptId of(String text) {
		int dot = text.indexOf('.');
		if (dot < 0) {
			throw new IllegalArgumentException("Not an attempt");
		}
		return new AttemptId(new TaskId(text.substring(0, dot)), Integer.parseInt(text, dot + 1, text.length(), 10));
	}

	@Override
	public String toString() {
		return this.task + "." + this.attempt;
	}

}

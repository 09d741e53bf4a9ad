package io.autoclip.worker.download;

import io.autoclip.task.FailureCode;
import io.autoclip.task.TaskFailure;

/**
 * The media could not be fetched. The message is for the log; {@link #failure()} is for
 * people.
 */
public class DownloadFailedException extends Exception {

	private final transient TaskFailure failure;

	/**
	 * A failure in the words of its code.
	 * @param code why
	 * @param message what the tool said, for the log alone
	 */
	public DownloadFailedException(FailureCode code, String message) {
		super(message);
		this.failure = TaskFailure.of(code);
	}

	/**
	 * Returns the failure.
	 * @return why, for people and programs
	 */
	public TaskFailure failure() {
		return this.failure;
	}

}

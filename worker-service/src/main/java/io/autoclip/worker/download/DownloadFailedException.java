package io.autoclip.worker.download;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.autoclip.task.FailureCode;
import io.autoclip.task.TaskFailure;

/**
 * The media could not be fetched. The message is for the log; {@link #failure()} is for
 * people.
 */
public class DownloadFailedException extends Exception {

	private final transient TaskFailure failure;

	private final transient @Nullable Duration retryAfter;

	/**
	 * A failure in the words of its code.
	 * @param code why
	 * @param message what the tool said, for the log alone
	 */
	public DownloadFailedException(FailureCode code, String message) {
		this(code, message, null);
	}

	/**
	 * A failure after which the site may have asked to be left alone for a while.
	 * @param code why
	 * @param message what the tool said, for the log alone
	 * @param retryAfter for how long, if the site asked
	 */
	public DownloadFailedException(FailureCode code, String message, @Nullable Duration retryAfter) {
		super(message);
		this.failure = TaskFailure.of(code);
		this.retryAfter = retryAfter;
	}

	/**
	 * Returns the failure.
	 * @return why, for people and programs
	 */
	public TaskFailure failure() {
		return this.failure;
	}

	/**
	 * Returns how long the site asks to be left alone.
	 * @return the time, if the site asks
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

}

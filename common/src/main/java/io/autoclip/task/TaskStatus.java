package io.autoclip.task;

import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where a task stands, and where it may go from there.
 */
public enum TaskStatus {

	/** Waits: for its turn, for its site, or for the next attempt after a failure. */
	QUEUED,
	/** A worker holds its lease. */
	RUNNING,
	/** Ended with a published result. Final. */
	SUCCEEDED,
	/** Ended without a result; a retry starts a fresh round. */
	FAILED,
	/** Ended by request; a retry starts a fresh round. */
	CANCELLED;

	/**
	 * Reads a status as it stands in records and requests.
	 * @param text the lower-case name
	 * @return the status
	 * @throws IllegalArgumentException if there is no such status
	 */
	@JsonCreator
	public static TaskStatus of(String text) {
		for (TaskStatus status : values()) {
			if (status.text().equals(text)) {
				return status;
			}
		}
		throw new IllegalArgumentException("No such status");
	}

	/**
	 * Returns the status as it stands in records and answers.
	 * @return the lower-case name
	 */
	@JsonValue
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Tells whether the task has ended: nothing but a retry moves it from here.
	 * @return whether this is a final status
	 */
	public boolean isEnded() {
		return this != QUEUED && this != RUNNING;
	}

	boolean canBecome(TaskStatus next) {
		return successors().contains(next);
	}

	private Set<TaskStatus> successors() {
		return switch (this) {
			case QUEUED -> Set.of(RUNNING, SUCCEEDED, FAILED, CANCELLED);
			case RUNNING -> Set.of(QUEUED, SUCCEEDED, FAILED, CANCELLED);
			case FAILED, CANCELLED -> Set.of(QUEUED);
			case SUCCEEDED -> Set.of();
		};
	}

}

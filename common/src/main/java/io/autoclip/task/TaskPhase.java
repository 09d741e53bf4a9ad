package io.autoclip.task;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What the worker is doing with a running task.
 */
public enum TaskPhase {

	/** Finding out what the link leads to. */
	RESOLVING,
	/** Fetching a stored video from the object storage. */
	FETCHING,
	/** Fetching the media. */
	DOWNLOADING,
	/** Looking through a stored video for what it can be cut by. */
	DETECTING,
	/** Cutting a stored video into clips. */
	CUTTING,
	/** Merging, checking and looking at the media. */
	PROCESSING,
	/** Storing the media and publishing the video. */
	UPLOADING;

	/**
	 * Reads a phase as it stands in records.
	 * @param text the lower-case name
	 * @return the phase
	 * @throws IllegalArgumentException if there is no such phase
	 */
	@JsonCreator
	public static TaskPhase of(String text) {
		return valueOf(text.toUpperCase(Locale.ROOT));
	}

	/**
	 * Returns the phase as it stands in records and answers.
	 * @return the lower-case name
	 */
	@JsonValue
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}

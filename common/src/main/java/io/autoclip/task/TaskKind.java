package io.autoclip.task;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a task asks for. The worker chooses by it what to run.
 */
public enum TaskKind {

	/** Fetch the video behind a link and store it. */
	DOWNLOAD,
	/** Tell what is behind a link; kept for ten minutes. */
	PREVIEW,
	/** Make a task of each entry of a list, and end when they have ended. */
	PLAYLIST,
	/** Split a stored video into clips. */
	CLIP,
	/** Find where the scenes of a stored video change. */
	SCENES;

	/**
	 * Tells whether its tasks work on what is stored, and ask no site.
	 * @return whether they do
	 */
	public boolean isLocal() {
		return this == CLIP || this == SCENES;
	}

	/**
	 * Reads a kind as it stands in records.
	 * @param text the lower-case name
	 * @return the kind
	 * @throws IllegalArgumentException if there is no such kind
	 */
	@JsonCreator
	public static TaskKind of(String text) {
		return valueOf(text.toUpperCase(Locale.ROOT));
	}

	/**
	 * Returns the kind as it stands in records.
	 * @return the lower-case name
	 */
	@JsonValue
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}

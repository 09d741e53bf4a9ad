package io.autoclip.library;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Writes values so that they sort as text. What is not known comes before all that is.
 */
public final class SortKey {

	/** The key of what is not known. */
	public static final String UNKNOWN = "-";

	/** About what a person compares. */
	private static final int LONGEST_TEXT = 60;

	/** Ends a text, so that a shorter one comes first. */
	private static final String END = "\t";

	private SortKey() {
	}

	/**
	 * Writes a number.
	 * @param number the number, from 0 on; none if it is not known
	 * @return its key
	 */
	public static String of(@Nullable Long number) {
		return (number != null) ? "%015d".formatted(Math.max(0, number)) : UNKNOWN;
	}

	/**
	 * Writes a time span.
	 * @param seconds the seconds; none if they are not known
	 * @return its key, exact to a millisecond
	 */
	public static String ofSeconds(@Nullable Double seconds) {
		return of((seconds != null) ? Long.valueOf(Math.round(seconds * 1000)) : null);
	}

	/**
	 * Writes a time.
	 * @param time the time; none if there was none yet
	 * @return its key, exact to a millisecond
	 */
	public static String of(@Nullable Instant time) {
		return of((time != null) ? Long.valueOf(time.toEpochMilli()) : null);
	}

	/**
	 * Writes a text.
	 * @param text the text
	 * @return its key, folded and cut to 60 bytes
	 */
	public static String of(String text) {
		String folded = String.join(" ", Words.split(text));
		int length = Math.min(folded.length(), LONGEST_TEXT);
		while (folded.substring(0, length).getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT) {
			length = folded.offsetByCodePoints(length, -1);
		}
		return folded.substring(0, length) + END;
	}

	/** The beginning of the key of all that was created in a millisecond. */
	static String created(Instant time) {
		return "%011x".formatted(Math.max(0, time.toEpochMilli()));
	}

}

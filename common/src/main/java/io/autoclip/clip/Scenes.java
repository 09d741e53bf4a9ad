package io.autoclip.clip;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where the scenes of a video change.
 *
 * @param duration how long the pictures last, in seconds
 * @param changes where one scene gives way to the next, in order
 * @param curve how much changes over the time of the video: the highest score of each of
 * at most 1,000 equal parts
 */
public record Scenes(double duration, List<Change> changes, List<Point> curve) {

	/**
	 * One scene gives way to the next.
	 *
	 * @param kind how
	 * @param start seconds: of a hard cut the time of the new scene's first frame, else
	 * where the old scene begins to go
	 * @param end seconds: as {@code start} of a hard cut, else where the new scene is
	 * whole
	 * @param score how clearly, from 0 to 1
	 */
	public record Change(Kind kind, double start, double end, double score) {

	}

	/**
	 * A point of the score curve.
	 *
	 * @param time seconds
	 * @param score from 0 to 1
	 */
	public record Point(double time, double score) {

	}

	/**
	 * How one scene gives way to the next.
	 */
	public enum Kind {

		/** From one frame to the next. */
		CUT,
		/** Through black or white, or one colour. */
		FADE,
		/** One picture melts into the other, or pushes it away. */
		DISSOLVE;

		/**
		 * Reads a kind as it stands in records.
		 * @param text the lower-case name
		 * @return the kind
		 * @throws IllegalArgumentException if there is no such kind
		 */
		@JsonCreator
		public static Kind of(String text) {
			return valueOf(text.toUpperCase(Locale.ROOT));
		}

		/**
		 * Returns the kind as it stands in records and answers.
		 * @return the lower-case name
		 */
		@JsonValue
		public String text() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}

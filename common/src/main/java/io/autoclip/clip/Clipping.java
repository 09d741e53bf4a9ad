package io.autoclip.clip;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * How a video is to be split into clips. What a mode does not ask for stands there, too,
 * and says nothing. Whoever takes one from outside checks it before.
 *
 * @param mode by what to split
 * @param cut how exactly to cut
 * @param crf the quality of what is encoded anew, as x264's CRF: lower is better
 * @param replace whether the video's earlier clips go when the new ones come
 * @param sensitivity of scenes: how small a change is a cut, from 0 to 1
 * @param minLength of scenes and silence: how long a clip lasts at least, in seconds
 * @param thresholdDb of silence: what is silent, in dB below full scale, negative
 * @param minSilence of silence: how long it must be silent, in seconds
 * @param seconds of equal parts: how long each is
 * @param ranges the parts themselves
 */
public record Clipping(Mode mode, Cut cut, int crf, boolean replace, double sensitivity, double minLength,
		double thresholdDb, double minSilence, double seconds, List<Range> ranges) {

	/** The most clips that one task makes. */
	public static final int MOST = 500;

	/** The most clips that a video has. */
	public static final int MOST_OF_A_VIDEO = 2000;

	/** What a clip looks like if nobody says otherwise. */
	public static final int CRF = 21;

	/** How small a change is a cut if nobody says otherwise. */
	public static final double SENSITIVITY = 0.5;

	/** How long a scene lasts at least if nobody says otherwise, in seconds. */
	public static final double MIN_LENGTH = 0.6;

	/** What is silent if nobody says otherwise, in dB below full scale. */
	public static final double THRESHOLD_DB = -50;

	/** How long it must be silent if nobody says otherwise, in seconds. */
	public static final double MIN_SILENCE = 0.5;

	/**
	 * Takes a wish.
	 */
	public Clipping {
		ranges = (ranges != null) ? List.copyOf(ranges) : List.of();
	}

	/**
	 * Asks for nothing but where the scenes change.
	 * @param sensitivity how small a change is a cut, from 0 to 1
	 * @param minLength how long a scene lasts at least, in seconds
	 * @return the wish
	 */
	public static Clipping scenes(double sensitivity, double minLength) {
		return new Clipping(Mode.SCENES, Cut.EXACT, CRF, false, sensitivity, minLength, THRESHOLD_DB, MIN_SILENCE, 0,
				List.of());
	}

	/**
	 * A part of a video.
	 *
	 * @param start seconds from its beginning
	 * @param end seconds from its beginning
	 * @param name what the clip is called; it gets a number if absent
	 */
	public record Range(double start, double end, @Nullable String name) {

	}

	/**
	 * By what a video is split.
	 */
	public enum Mode {

		/** Where the scenes change. */
		SCENES,
		/** By the chapters that its site or its file tells. */
		CHAPTERS,
		/** In the middle of each silence. */
		SILENCE,
		/** Into parts of the same length. */
		EVERY,
		/** As it is said. */
		RANGES;

		/**
		 * Reads a mode as it stands in records and requests.
		 * @param text the lower-case name
		 * @return the mode
		 * @throws IllegalArgumentException if there is no such mode
		 */
		@JsonCreator
		public static Mode of(String text) {
			return valueOf(text.toUpperCase(Locale.ROOT));
		}

		/**
		 * Returns the mode as it stands in records and answers.
		 * @return the lower-case name
		 */
		@JsonValue
		public String text() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * How exactly a clip is cut.
	 */
	public enum Cut {

		/** At the very frame: what must be is encoded anew. */
		@JsonProperty("exact")
		EXACT,
		/** From the keyframe before: everything is copied. */
		@JsonProperty("instant")
		INSTANT

	}

}

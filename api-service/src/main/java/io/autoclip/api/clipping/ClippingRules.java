package io.autoclip.api.clipping;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.autoclip.api.clipping.ClippingRequest.RangeRequest;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.clip.Clip;
import io.autoclip.clip.Clipping;
import io.autoclip.clip.Clipping.Cut;
import io.autoclip.clip.Clipping.Mode;

/**
 * What can be asked for. The messages are for the person who asks.
 */
public final class ClippingRules {

	/** The most ranges that are cut at once. */
	static final int MOST_RANGES = 200;

	/** No video is longer, in seconds. */
	private static final double LONGEST = 1e6;

	private ClippingRules() {
	}

	static Clipping read(ClippingRequest asked) {
		Mode mode = asked.mode();
		if (mode == null) {
			throw invalid("The field mode is missing.");
		}
		Cut cut = (asked.cut() != null) ? asked.cut() : Cut.EXACT;
		refuse(asked.crf() != null && cut != Cut.EXACT, "A crf goes with the cut exact only.");
		requireOf(mode, "sensitivity", asked.sensitivity(), EnumSet.of(Mode.SCENES));
		requireOf(mode, "min_length", asked.minLength(), EnumSet.of(Mode.SCENES, Mode.SILENCE));
		requireOf(mode, "threshold_db", asked.thresholdDb(), EnumSet.of(Mode.SILENCE));
		requireOf(mode, "min_silence", asked.minSilence(), EnumSet.of(Mode.SILENCE));
		requireOf(mode, "seconds", asked.seconds(), EnumSet.of(Mode.EVERY));
		requireOf(mode, "ranges", asked.ranges(), EnumSet.of(Mode.RANGES));
		refuse(mode == Mode.EVERY && asked.seconds() == null, "The mode every needs seconds.");
		refuse(mode == Mode.RANGES && asked.ranges() == null, "The mode ranges needs ranges.");
		return new Clipping(mode, cut, (int) number("crf", wide(asked.crf()), Clipping.CRF, 15, 35),
				Boolean.TRUE.equals(asked.replace()), sensitivity(asked.sensitivity()),
				(mode == Mode.SILENCE) ? number("min_length", asked.minLength(), 0, 0, 3600)
						: minLength(asked.minLength()),
				number("threshold_db", asked.thresholdDb(), Clipping.THRESHOLD_DB, -120, -1),
				number("min_silence", asked.minSilence(), Clipping.MIN_SILENCE, 0.05, 60),
				number("seconds", asked.seconds(), 0.5, 0.5, 86_400), ranges(asked.ranges()));
	}

	/**
	 * Reads how small a change is a cut.
	 * @param asked what the client says
	 * @return from 0 to 1
	 */
	public static double sensitivity(@Nullable Double asked) {
		return number("sensitivity", asked, Clipping.SENSITIVITY, 0, 1);
	}

	/**
	 * Reads how long a scene lasts at least.
	 * @param asked what the client says
	 * @return seconds
	 */
	public static double minLength(@Nullable Double asked) {
		return number("min_length", asked, Clipping.MIN_LENGTH, 0, 3600);
	}

	/**
	 * Reads what a clip is to be called.
	 * @param name what the client says
	 * @return the name without space around it
	 */
	public static String name(@Nullable String name) {
		String stripped = (name != null) ? name.strip() : "";
		int length = stripped.codePointCount(0, stripped.length());
		refuse(length == 0 || length > Clip.LONGEST_NAME, "A name has 1 to " + Clip.LONGEST_NAME + " characters.");
		refuse(stripped.codePoints().anyMatch(ClippingRules::isNoPartOfAName),
				"A name has no control characters or halves of characters.");
		return stripped;
	}

	private static boolean isNoPartOfAName(int character) {
		return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
	}

	private static List<Clipping.Range> ranges(@Nullable List<@Nullable RangeRequest> asked) {
		if (asked == null) {
			return List.of();
		}
		refuse(asked.isEmpty() || asked.size() > MOST_RANGES, "There must be 1 to " + MOST_RANGES + " ranges.");
		return asked.stream().map(ClippingRules::range).toList();
	}

	private static Clipping.Range range(@Nullable RangeRequest asked) {
		if (asked == null || asked.start() == null || asked.end() == null) {
			throw invalid("Each of ranges needs a start and an end.");
		}
		double start = toMillis(number("start", asked.start(), 0, 0, LONGEST));
		double end = toMillis(number("end", asked.end(), 0, 0, LONGEST));
		refuse(end <= start, "The end of a range must lie behind its start.");
		return new Clipping.Range(start, end, (asked.name() != null) ? name(asked.name()) : null);
	}

	private static double toMillis(double seconds) {
		return Math.round(seconds * 1000) / 1000.0;
	}

	private static @Nullable Double wide(@Nullable Integer number) {
		return (number != null) ? Double.valueOf(number) : null;
	}

	private static double number(String name, @Nullable Double asked, double otherwise, double least, double most) {
		double number = (asked != null) ? asked : otherwise;
		refuse(!(number >= least && number <= most),
				"The field " + name + " must be from " + text(least) + " to " + text(most) + ".");
		return number;
	}

	private static String text(double number) {
		return (number == Math.rint(number)) ? String.valueOf((long) number) : String.valueOf(number);
	}

	private static void requireOf(Mode mode, String name, @Nullable Object value, Set<Mode> modes) {
		refuse(value != null && !modes.contains(mode), "The mode " + mode.text() + " has no " + name + ".");
	}

	private static void refuse(boolean wrong, String message) {
		if (wrong) {
			throw invalid(message);
		}
	}

	private static ProblemException invalid(String message) {
		return new ProblemException(ProblemCode.INVALID_CLIPPING, message);
	}

}

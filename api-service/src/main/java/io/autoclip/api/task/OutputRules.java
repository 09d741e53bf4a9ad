package io.autoclip.api.task;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.task.Output;
import io.autoclip.task.Output.AudioCodec;
import io.autoclip.task.Output.Container;
import io.autoclip.task.Output.Format;

/**
 * What can be asked for. The messages are for the person who asks.
 */
final class OutputRules {

	/**
	 * The smallest height that can be asked for, in pixels: no site has a smaller one.
	 */
	static final int LEAST_HEIGHT = 144;

	/** The largest, in pixels: that of 8K. */
	static final int LARGEST_HEIGHT = 4320;

	static final int MOST_LANGUAGES = 10;

	/** Language, script, region and variants of RFC 5646; no extensions. */
	private static final Pattern LANGUAGE = Pattern
		.compile("[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8}){0,2}");

	private static final Set<AudioCodec> SOUNDS_OF_WEBM = EnumSet.of(AudioCodec.OPUS);

	private OutputRules() {
	}

	/**
	 * Refuses what cannot be made.
	 * @param output what is asked for
	 * @throws ProblemException if that is out of bounds or contradicts itself
	 */
	static void check(Output output) {
		refuseIf(output.maxHeight() != null && !isHeight(output.maxHeight()),
				"max_height must be between " + LEAST_HEIGHT + " and " + LARGEST_HEIGHT + ".");
		refuseIf(output.format() == Format.AUDIO && output.maxHeight() != null,
				"Sound alone has no height: leave out max_height, or ask for the format video.");
		refuseIf(output.format() == Format.AUDIO && output.container() != null,
				"The container of sound alone follows from its codec: leave out container.");
		refuseIf(!go(output.container(), output.audioCodec()), "The container webm takes only the audio_codec opus.");
		refuseIf(output.subtitles().size() > MOST_LANGUAGES,
				"Subtitles can be had in at most " + MOST_LANGUAGES + " languages.");
	}

	/**
	 * Tells whether a container takes a codec.
	 * @param container the container, if one is asked for
	 * @param codec the codec, if one is asked for
	 * @return whether they go together
	 */
	static boolean go(@Nullable Container container, @Nullable AudioCodec codec) {
		return container != Container.WEBM || codec == null || SOUNDS_OF_WEBM.contains(codec);
	}

	/**
	 * Writes a language in one way, whatever its letters are: {@code zh-Hant-TW}.
	 * @param tag a BCP 47 tag
	 * @return the tag as it is usually written
	 * @throws ProblemException if it is none
	 */
	static String language(@Nullable String tag) {
		if (tag == null || !LANGUAGE.matcher(tag).matches()) {
			throw new ProblemException(ProblemCode.INVALID_OUTPUT,
					"Each of subtitles must be a tag of a language, as en, pt-BR or zh-Hant.");
		}
		String[] parts = tag.toLowerCase(Locale.ROOT).split("-");
		Stream<String> others = Arrays.stream(parts).skip(1).map(OutputRules::part);
		return Stream.concat(Stream.of(parts[0]), others).collect(Collectors.joining("-"));
	}

	private static String part(String text) {
		return switch (text.length()) {
			case 2 -> text.toUpperCase(Locale.ROOT);
			case 4 -> text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
			default -> text;
		};
	}

	private static boolean isHeight(int pixels) {
		return pixels >= LEAST_HEIGHT && pixels <= LARGEST_HEIGHT;
	}

	private static void refuseIf(boolean wrong, String message) {
		if (wrong) {
			throw new ProblemException(ProblemCode.INVALID_OUTPUT, message);
		}
	}

}

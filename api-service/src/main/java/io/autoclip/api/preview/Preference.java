package io.autoclip.api.preview;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The preference {@code wait} of the header {@code Prefer} (RFC 7240): for how long a
 * client would rather wait for the result than ask again.
 */
final class Preference {

	static final String HEADER = "Prefer";

	static final String APPLIED = "Preference-Applied";

	static final String DESCRIPTION = "wait=10: the answer is held until the preview has ended, for 10 s (at most 30).";

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private static final Pattern WAIT = Pattern.compile("(?:^|,)\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:[;,]|$)",
			Pattern.CASE_INSENSITIVE);

	private Preference() {
	}

	/**
	 * Reads it. Of several, the first counts; what is not understood is passed over, as
	 * the RFC has it.
	 * @param header the header, if any
	 * @return how long to wait, 30 s at the most; nothing if nobody said
	 */
	static Duration wait(@Nullable String header) {
		Matcher found = WAIT.matcher((header != null) ? header : "");
		if (!found.find()) {
			return Duration.ZERO;
		}
		Duration asked = Duration.ofSeconds(Long.parseLong(found.group(1)));
		return (asked.compareTo(LONGEST) < 0) ? asked : LONGEST;
	}

}

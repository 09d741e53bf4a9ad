package io.autoclip.worker.download;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a tool has said, as one line of the log. Strangers choose links and write pages
 * that tools quote: nothing of that may begin a line, turn the direction of the text or
 * reach a terminal as a command.
 */
public final class LogLine {

	private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+");

	private LogLine() {
	}

	/**
	 * Makes a text fit for the log.
	 * @param said what was said
	 * @return the same, with a blank for what is no character to read
	 */
	public static String of(@Nullable String said) {
		return UNFIT.matcher(String.valueOf(said)).replaceAll(" ");
	}

}

package io.autoclip.task;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a site said beside its answer.
 *
 * @param warnings what people should know, at most 10 sentences of at most 300 characters
 * @param retryAfter how long the site asks to be left alone, if it does
 */
public record SiteRemarks(List<String> warnings, @Nullable Duration retryAfter) {

	/** It said nothing. */
	public static final SiteRemarks NONE = new SiteRemarks(List.of(), null);

	/**
	 * How long a site that asks to be left alone, but not for how long, is left alone.
	 */
	private static final Duration PLEA = Duration.ofMinutes(1);

	private static final int MOST = 10;

	private static final int LONGEST = 300;

	/**
	 * Takes remarks, and cuts them to their bounds.
	 */
	public SiteRemarks {
		warnings = warnings.stream().limit(MOST).map(SiteRemarks::cut).toList();
	}

	Duration plea() {
		return (this.retryAfter != null) ? this.retryAfter : PLEA;
	}

	private static String cut(String warning) {
		return (warning.length() <= LONGEST) ? warning : warning.substring(0, LONGEST - 1) + "…";
	}

}

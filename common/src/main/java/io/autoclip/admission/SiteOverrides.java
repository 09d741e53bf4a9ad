package io.autoclip.admission;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.springframework.boot.convert.DurationStyle;

import io.autoclip.task.Site;

/**
 * Reads what single sites have of their own, each as {@code example.com=2}. Whatever name
 * of a site is given, the site is meant ({@code www.youtube.com} and {@code youtu.be} are
 * both {@code youtube.com}).
 */
final class SiteOverrides {

	private static final Duration LONGEST_SPACING = Duration.ofMinutes(59);

	private SiteOverrides() {
	}

	static Map<String, Integer> limits(List<String> entries) {
		return read(entries, SiteOverrides::limit);
	}

	static Map<String, Duration> spacings(List<String> entries) {
		return read(entries, SiteOverrides::spacing);
	}

	private static <T> Map<String, T> read(List<String> entries, Function<String, T> value) {
		Map<String, T> values = new LinkedHashMap<>();
		for (String entry : entries) {
			int equals = entry.indexOf('=');
			if (equals < 1) {
				throw new IllegalArgumentException("Not of the form site=value: " + entry);
			}
			String site = Site.named(entry.substring(0, equals).strip()).name();
			values.put(site, value.apply(entry.substring(equals + 1).strip()));
		}
		return values;
	}

	private static Integer limit(String text) {
		int limit = Integer.parseInt(text);
		if (limit < 0) {
			throw new IllegalArgumentException("A limit is not negative: " + text);
		}
		return limit;
	}

	private static Duration spacing(String text) {
		Duration spacing = DurationStyle.detectAndParse(text, ChronoUnit.SECONDS);
		if (spacing.isNegative() || spacing.compareTo(LONGEST_SPACING) > 0) {
			throw new IllegalArgumentException("A spacing is between 0 and 59 minutes: " + text);
		}
		return spacing;
	}

}

package io.autoclip.api.listing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.limit.ClientKey;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.library.SortKey;
import io.autoclip.task.InvalidSourceUrlException;
import io.autoclip.task.Site;

/**
 * Reads what entries of a list must be like. What is absent filters nothing.
 */
public final class Filters {

	/** What a description says of the text. */
	public static final String TEXT = """
			Words, or beginnings of words, that must all be there; neither case nor accents matter: jorg finds Jörg. \
			At most 200 characters.""";

	/** What a description says of the site. */
	public static final String SITE = "Only those of this site, by any of its names.";

	/** What a description says of the owner. */
	public static final String OWNER = "Only those of this client, by the address that AutoClip counts it by; or me.";

	/** What a description says of the earliest time. */
	public static final String FROM = "Only those created at this time (RFC 3339) or after it.";

	/** What a description says of the latest time. */
	public static final String BEFORE = "Only those created before this time (RFC 3339).";

	private static final int LONGEST_TEXT = 200;

	private static final String ME = "me";

	private Filters() {
	}

	/**
	 * Reads a text to look for.
	 * @param text the text
	 * @return the same
	 */
	public static @Nullable String text(@Nullable String text) {
		if (text != null && text.length() > LONGEST_TEXT) {
			throw invalid("The text to look for is longer than " + LONGEST_TEXT + " characters.");
		}
		return text;
	}

	/**
	 * Reads a site.
	 * @param name any name of it
	 * @return the name that it is counted by
	 */
	public static @Nullable String site(@Nullable String name) {
		try {
			return (name != null) ? Site.named(name).name() : null;
		}
		catch (InvalidSourceUrlException ex) {
			throw invalid("The site is not the name of a host.");
		}
	}

	/**
	 * Reads an owner.
	 * @param owner an address, or {@code me}
	 * @param request the client's request
	 * @return the address that the owner is counted by
	 */
	public static @Nullable String owner(@Nullable String owner, HttpServletRequest request) {
		if (owner == null) {
			return null;
		}
		return ClientKey.of(owner.equals(ME) ? request.getRemoteAddr() : owner).text();
	}

	/**
	 * Reads one of a few words.
	 * @param name the name of the parameter
	 * @param value the word
	 * @param words the words
	 * @return the same
	 */
	public static @Nullable String oneOf(String name, @Nullable String value, Set<String> words) {
		if (value != null && !words.contains(value)) {
			throw invalid("There is no such " + name + "; there are: "
					+ String.join(", ", words.stream().sorted().toList()) + ".");
		}
		return value;
	}

	/**
	 * Reads a time.
	 * @param name the name of the parameter
	 * @param time the time, by RFC 3339
	 * @return the time
	 */
	public static @Nullable Instant time(String name, @Nullable String time) {
		try {
			return (time != null) ? OffsetDateTime.parse(time).toInstant() : null;
		}
		catch (DateTimeException ex) {
			throw invalid("The parameter " + name + " is not a time such as 2026-11-23T12:00:00Z.");
		}
	}

	/**
	 * Reads a time span.
	 * @param name the name of the parameter
	 * @param seconds the seconds
	 * @return its key
	 */
	public static @Nullable String seconds(String name, @Nullable Double seconds) {
		if (seconds == null) {
			return null;
		}
		if (!(seconds >= 0 && seconds < Integer.MAX_VALUE)) {
			throw invalid("The parameter " + name + " is no number of seconds from 0 on.");
		}
		return SortKey.ofSeconds(seconds);
	}

	/**
	 * Reads a size.
	 * @param name the name of the parameter
	 * @param bytes the bytes
	 * @return its key
	 */
	public static @Nullable String bytes(String name, @Nullable Long bytes) {
		if (bytes == null) {
			return null;
		}
		if (bytes < 0) {
			throw invalid("The parameter " + name + " is no number of bytes from 0 on.");
		}
		return SortKey.of(bytes);
	}

	private static ProblemException invalid(String detail) {
		return new ProblemException(ProblemCode.INVALID_PARAMETER, detail);
	}

}

package io.autoclip.api.event;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A place in the event stream: Redis' own id of a stream entry, which only ever grows.
 *
 * @param millis the time, by Redis' clock
 * @param number the place within that millisecond
 */
record EventId(long millis, long number) implements Comparable<EventId> {

	/** The place before all events. */
	static final EventId START = new EventId(0, 0);

	private static final Pattern SHAPE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

	private static final Comparator<EventId> ORDER = Comparator.comparingLong(EventId::millis)
		.thenComparingLong(EventId::number);

	/**
	 * Reads what a client says that it has seen last.
	 * @param text the text, if any
	 * @return the place; empty if the text is none
	 */
	static Optional<EventId> parse(@Nullable String text) {
		Matcher matcher = SHAPE.matcher((text != null) ? text : "");
		return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
	}

	/**
	 * Reads what Redis says.
	 * @param text the id of an entry
	 * @return the place
	 */
	static EventId of(String text) {
		return parse(text).orElseThrow(() -> new IllegalArgumentException("Not the id of a stream entry: " + text));
	}

	private static EventId of(Matcher matcher) {
		return new EventId(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
	}

	boolean isAfter(EventId other) {
		return compareTo(other) > 0;
	}

	@Override
	public int compareTo(EventId other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return this.millis + "-" + this.number;
	}

}

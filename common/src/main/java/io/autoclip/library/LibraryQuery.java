package io.autoclip.library;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Which items of a list are wanted, in which order; the argument of {@code find.lua}.
 *
 * @param list the list: {@code videos} or {@code tasks}
 * @param order the order: {@code created}, or another that the list's entries have
 * @param descending whether the largest come first
 * @param after the place in that order that the page before ended at; from the beginning
 * if absent
 * @param limit how many items at the most
 * @param values what all items must have
 * @param words beginnings of words, of which all items must have all
 * @param ranges within which keys the items must lie
 * @param most what the page may cost before it ends, in members of indexes read
 */
public record LibraryQuery(String list, String order, boolean descending, @Nullable String after, int limit,
		List<String> values, List<String> words, List<Range> ranges, int most) {

	/** How much Redis does for one page: below a millisecond. */
	private static final int MOST = 600;

	/**
	 * Asks for all items of a list.
	 * @param list the list
	 * @param order the order
	 * @param descending whether the largest come first
	 * @param after the place that the page before ended at
	 * @param limit how many items at the most
	 */
	public LibraryQuery(String list, String order, boolean descending, @Nullable String after, int limit) {
		this(list, order, descending, after, limit, List.of(), List.of(), List.of(), MOST);
	}

	/**
	 * Asks for those that have a value.
	 * @param name what must be of that value
	 * @param value the value; nothing is asked for if absent
	 * @return the narrower query
	 */
	public LibraryQuery value(String name, @Nullable String value) {
		return (value != null) ? values(added(this.values, LibraryEntry.line(name, value))) : this;
	}

	/**
	 * Asks for those that have all words of a text, or words that begin so.
	 * @param text the text; nothing is asked for if absent
	 * @return the narrower query
	 */
	public LibraryQuery words(@Nullable String text) {
		return (text != null) ? new LibraryQuery(this.list, this.order, this.descending, this.after, this.limit,
				this.values, Words.wanted(text), this.ranges, this.most) : this;
	}

	/**
	 * Asks for those whose key in an order lies between two, both included.
	 * @param name the order
	 * @param low the lowest key; without a bound if absent
	 * @param high the highest key; without a bound if absent
	 * @return the narrower query
	 */
	public LibraryQuery between(String name, @Nullable String low, @Nullable String high) {
		if (low == null && high == null) {
			return this;
		}
		return new LibraryQuery(this.list, this.order, this.descending, this.after, this.limit, this.values, this.words,
				added(this.ranges, new Range(name, low, high)), this.most);
	}

	/**
	 * Asks for those that were created in a time.
	 * @param from not before that; without a bound if absent
	 * @param before before that; without a bound if absent
	 * @return the narrower query
	 */
	public LibraryQuery created(@Nullable Instant from, @Nullable Instant before) {
		return between("created", (from != null) ? SortKey.created(from) : null,
				(before != null) ? SortKey.created(before.minusMillis(1)) : null);
	}

	LibraryQuery most(int number) {
		return new LibraryQuery(this.list, this.order, this.descending, this.after, this.limit, this.values, this.words,
				this.ranges, number);
	}

	LibraryQuery after(@Nullable String place) {
		return new LibraryQuery(this.list, this.order, this.descending, place, this.limit, this.values, this.words,
				this.ranges, this.most);
	}

	private LibraryQuery values(List<String> lines) {
		return new LibraryQuery(this.list, this.order, this.descending, this.after, this.limit, lines, this.words,
				this.ranges, this.most);
	}

	private static <T> List<T> added(List<T> some, T another) {
		return Stream.concat(some.stream(), Stream.of(another)).toList();
	}

	/**
	 * Keys of an order.
	 *
	 * @param order the name of the order
	 * @param low the lowest, or nothing
	 * @param high the highest, or nothing
	 */
	public record Range(String order, @Nullable String low, @Nullable String high) {

	}

	/**
	 * What was found.
	 *
	 * @param ids the items of the page
	 * @param next the place that the next page goes on after; absent if this is the last
	 */
	public record Found(List<String> ids, @Nullable String next) {

		static Found read(List<?> answer) {
			List<String> ids = new ArrayList<>();
			answer.subList(1, answer.size()).forEach((id) -> ids.add((String) id));
			String place = (String) answer.getFirst();
			return new Found(ids, place.isEmpty() ? null : place);
		}

	}

}

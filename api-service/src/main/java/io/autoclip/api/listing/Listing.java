package io.autoclip.api.listing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.autoclip.api.http.Page;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.library.LibraryQuery;

/**
 * Which part of a list a client wants, in which order. A cursor names a place in that
 * order, not a number of entries: what comes in or goes out meanwhile moves nothing.
 *
 * @param list the name of the list
 * @param sort the order, with a minus sign in front if the largest come first
 * @param after the place that the page before ended at
 * @param limit how many entries at the most, 1 to 100
 */
public record Listing(String list, String sort, @Nullable String after, int limit) {

	/** The order if the client does not say: the newest first. */
	public static final String NEWEST_FIRST = "-created";

	/** What a description says of the cursor. */
	public static final String CURSOR = """
			next_cursor of the page before, asked for in the same order. It stays valid whatever comes in or goes out \
			meanwhile.""";

	/** What a description says of a page. */
	public static final String PAGES = """
			Filters are ANDed. As long as there is a next_cursor, there may be more: a page may have fewer items than \
			limit, or none, where few of many fit, because what one request costs is bounded.""";

	private static final char SEPARATOR = '\n';

	/**
	 * Reads what the client asks for.
	 * @param list the name of the list
	 * @param orders the orders that it has
	 * @param sort the order that is asked for
	 * @param cursor the opaque cursor, if any
	 * @param limit how many entries at the most
	 * @return the part
	 * @throws ProblemException if one of them is not valid
	 */
	public static Listing of(String list, Set<String> orders, String sort, @Nullable String cursor, int limit) {
		Page.checkLimit(limit);
		if (!orders.contains(order(sort))) {
			throw new ProblemException(ProblemCode.INVALID_PARAMETER,
					"The list cannot be sorted by that; it can by: "
							+ String.join(", ", orders.stream().sorted().toList())
							+ ". A minus sign in front turns the order around.");
		}
		return new Listing(list, sort, place(list + ":" + sort, cursor), limit);
	}

	/**
	 * Asks for this part of the list.
	 * @return the query, without filters
	 */
	public LibraryQuery query() {
		return new LibraryQuery(this.list, order(this.sort), this.sort.startsWith("-"), this.after, this.limit);
	}

	/**
	 * Makes the cursor of the page after this one.
	 * @param next the place that it goes on after; absent if there is none
	 * @return the cursor, if there is such a page
	 */
	public @Nullable String cursor(@Nullable String next) {
		return (next != null) ? cursor(this.list + ":" + this.sort, next) : null;
	}

	private static String cursor(String name, String place) {
		byte[] text = (name + SEPARATOR + place).getBytes(StandardCharsets.UTF_8);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
	}

	private static @Nullable String place(String name, @Nullable String cursor) {
		if (cursor == null) {
			return null;
		}
		try {
			String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
			String place = text.substring(text.indexOf(SEPARATOR) + 1);
			if (!place.isEmpty() && cursor(name, place).equals(cursor)) {
				return place;
			}
		}
		catch (IllegalArgumentException ex) {
			// No Base64: told below, in the same words.
		}
		throw new ProblemException(ProblemCode.INVALID_CURSOR,
				"The cursor does not come from this list in this order.");
	}

	private static String order(String sort) {
		return sort.startsWith("-") ? sort.substring(1) : sort;
	}

}

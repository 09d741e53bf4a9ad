package io.autoclip.api.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;

/**
 * Which part of a list a client wants, newest first. A cursor names a place in the order,
 * not a number of entries: what comes in or goes out meanwhile moves nothing.
 *
 * @param list the name of the list, so that no list takes another's cursor
 * @param before only entries before this position; from the newest on if absent
 * @param limit how many entries at the most, 1 to 100
 */
public record Page(String list, @Nullable Long before, int limit) {

	/** How many entries there are if the client does not say. */
	public static final String DEFAULT_LIMIT = "20";

	private static final int MAX_LIMIT = 100;

	/**
	 * Reads what the client asks for.
	 * @param list the name of the list
	 * @param cursor the opaque cursor, if any
	 * @param limit how many entries at the most
	 * @return the page
	 * @throws ProblemException if the cursor or the limit is not valid
	 */
	public static Page of(String list, @Nullable String cursor, int limit) {
		checkLimit(limit);
		return new Page(list, position(list, cursor), limit);
	}

	/**
	 * Checks how many entries are asked for.
	 * @param limit how many entries at the most
	 * @throws ProblemException if the limit is not valid
	 */
	public static void checkLimit(int limit) {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw new ProblemException(ProblemCode.INVALID_PARAMETER, "The limit must be from 1 to " + MAX_LIMIT + ".");
		}
	}

	/**
	 * Asks for one entry more than the client does, to know whether there is one.
	 * @return how many entries to look for
	 */
	public int limitAndOne() {
		return this.limit + 1;
	}

	/**
	 * Cuts what was found to what was asked for.
	 * @param <T> the entries
	 * @param found at most {@link #limitAndOne()} entries
	 * @return the entries of this page
	 */
	public <T> List<T> cut(List<T> found) {
		return (found.size() <= this.limit) ? found : found.subList(0, this.limit);
	}

	/**
	 * Makes the cursor of the page after this one.
	 * @param <T> the entries
	 * @param found at most {@link #limitAndOne()} entries
	 * @param position tells an entry's place in the order
	 * @return the cursor; absent if this is the last page
	 */
	public <T> @Nullable String next(List<T> found, ToLongFunction<T> position) {
		if (found.size() <= this.limit) {
			return null;
		}
		return cursor(this.list, position.applyAsLong(found.get(this.limit - 1)));
	}

	/**
	 * Makes the cursor of a place.
	 * @param list the name of the list
	 * @param position the place
	 * @return the cursor
	 */
	public static String cursor(String list, long position) {
		byte[] text = (list + ":" + position).getBytes(StandardCharsets.US_ASCII);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
	}

	/**
	 * Reads a cursor.
	 * @param list the name of the list
	 * @param cursor the opaque cursor, if any
	 * @return the place; absent without a cursor
	 * @throws ProblemException if it is not one of this list
	 */
	public static @Nullable Long position(String list, @Nullable String cursor) {
		if (cursor == null) {
			return null;
		}
		try {
			String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
			long position = Long.parseLong(text.substring(text.indexOf(':') + 1));
			if (position > 0 && cursor(list, position).equals(cursor)) {
				return position;
			}
		}
		catch (IllegalArgumentException ex) {
			// Neither Base64 nor a number: told below, in the same words.
		}
		throw new ProblemException(ProblemCode.INVALID_CURSOR);
	}

}

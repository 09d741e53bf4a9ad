package io.autoclip.library;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

import org.jspecify.annotations.Nullable;

/**
 * What one item of a list is found by, as {@code library-lib.lua} reads it.
 *
 * @param created when it came to be, in milliseconds since 1970
 * @param lines its places in orders, what it adds to sums, and what it is found by; each
 * once
 * @param words the video whose words it is found by besides, if any
 */
public record LibraryEntry(long created, SequencedSet<String> lines, @Nullable String words) {

	/** Whatever a record says, no sum of them overflows. */
	private static final long MOST = 1L << 50;

	/**
	 * Begins an entry.
	 * @param created when the item came to be
	 * @return an entry that is found by nothing else
	 */
	public static LibraryEntry of(Instant created) {
		return new LibraryEntry(Math.max(0, created.toEpochMilli()), new LinkedHashSet<>(), null);
	}

	/**
	 * Gives the item a place in an order.
	 * @param order the name of the order
	 * @param key its key there
	 * @return the entry with it
	 */
	public LibraryEntry order(String order, String key) {
		return with("#" + order + "=" + key);
	}

	/**
	 * Adds the item to a sum over the list.
	 * @param sum the name of the sum
	 * @param number what it adds, from 0 to 2^50
	 * @return the entry with it
	 */
	public LibraryEntry sum(String sum, long number) {
		return with("+" + sum + "=" + Math.clamp(number, 0, MOST));
	}

	/**
	 * Lets the item be found by a value.
	 * @param name what is of that value
	 * @param value the value
	 * @return the entry with it
	 */
	public LibraryEntry value(String name, String value) {
		return with(line(name, value));
	}

	/**
	 * Lets the item be found by words.
	 * @param words the folded words
	 * @return the entry with them
	 */
	public LibraryEntry words(Collection<String> words) {
		LibraryEntry entry = this;
		for (String word : words) {
			entry = entry.with("w=" + word);
		}
		return entry;
	}

	/**
	 * Lets the item be found by the words of a video, too, if there is such a video.
	 * @param video the id of the video
	 * @return the entry with them
	 */
	public LibraryEntry wordsOf(String video) {
		return new LibraryEntry(this.created, this.lines, video);
	}

	/** Whatever a value holds, it is one line. */
	static String line(String name, String value) {
		return name + "=" + value.replaceAll("\\p{Cntrl}", " ");
	}

	private LibraryEntry with(String line) {
		SequencedSet<String> more = new LinkedHashSet<>(this.lines);
		more.add(line);
		return new LibraryEntry(this.created, more, this.words);
	}

}

package io.autoclip.task;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a list.
 *
 * @param link what it leads to
 * @param title what the list calls it, at most 500 characters, if it tells
 */
public record ListEntry(SourceUrl link, @Nullable String title) {

	private static final int MOST = 500;

	/** Takes an entry; a title that is too long is cut, an empty one is none. */
	public ListEntry {
		String plain = (title != null) ? title.strip() : "";
		String cut = plain.substring(0,
				plain.offsetByCodePoints(0, Math.min(MOST, plain.codePointCount(0, plain.length()))));
		title = cut.isEmpty() ? null : cut;
	}

}

package io.autoclip.api.file;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRange;

/**
 * The part of a file that a client asks for (RFC 9110, section 14).
 *
 * @param offset where it begins, in bytes
 * @param length how long it is, in bytes
 * @param size how long the file is, in bytes
 * @param isRange whether a range was asked for, be it all of the file
 */
record FilePart(long offset, long length, long size, boolean isRange) {

	static FilePart whole(long size) {
		return new FilePart(0, size, size, false);
	}

	/**
	 * Reads what a client asks for. A range that is not one of bytes, one that is not
	 * well formed, several at once and one of another version of the file ask for the
	 * whole, as a server may take them.
	 * @param range the header Range
	 * @param ifRange the header If-Range
	 * @param link the file
	 * @return the part; absent if the file ends before it
	 */
	static Optional<FilePart> of(@Nullable String range, @Nullable String ifRange, FileLink link) {
		long size = link.bytes();
		if (range == null || (ifRange != null && !ifRange.equals(link.etag()))) {
			return Optional.of(whole(size));
		}
		List<HttpRange> ranges = parse(range);
		if (ranges.size() != 1) {
			return Optional.of(whole(size));
		}
		long first = ranges.getFirst().getRangeStart(size);
		if (first >= size) {
			return Optional.empty();
		}
		return Optional.of(new FilePart(first, ranges.getFirst().getRangeEnd(size) - first + 1, size, true));
	}

	private static List<HttpRange> parse(String range) {
		try {
			return HttpRange.parseRanges(range);
		}
		catch (IllegalArgumentException ex) {
			return List.of();
		}
	}

	/** The header Content-Range. */
	String contentRange() {
		return "bytes " + this.offset + "-" + (this.offset + this.length - 1) + "/" + this.size;
	}

}

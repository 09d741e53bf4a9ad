package io.autoclip.task;

import org.jspecify.annotations.Nullable;

import io.autoclip.library.LibraryEntry;
import io.autoclip.video.Video;
import io.autoclip.video.VideoBrief;

/**
 * The record of a result that becomes visible in the same step in which its task
 * succeeds.
 *
 * @param id the id of the result
 * @param doc its JSON
 * @param entry what it is found by in the library; without it, it is found a little later
 * @param identity what it was downloaded as, if that is known
 */
public record PublishedRecord(String id, String doc, @Nullable LibraryEntry entry,
		@Nullable MediaIdentity identity) implements Published {

	/**
	 * A result that is not found by anything yet.
	 * @param id the id of the result
	 * @param doc its JSON
	 */
	public PublishedRecord(String id, String doc) {
		this(id, doc, null, null);
	}

	/**
	 * Makes the record of a video.
	 * @param video the video
	 * @return its record, no larger than Redis is to hold, and what it is found by
	 */
	public static PublishedRecord of(Video video) {
		MediaIdentity identity = (video.identity() != null) ? new MediaIdentity(video.identity()) : null;
		return new PublishedRecord(video.id().value(), VideoBrief.write(video), VideoEntry.of(video), identity);
	}

}

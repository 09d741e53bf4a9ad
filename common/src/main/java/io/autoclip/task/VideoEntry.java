package io.autoclip.task;

import io.autoclip.library.LibraryEntry;
import io.autoclip.library.SortKey;
import io.autoclip.library.Words;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;

/**
 * What a video is found by in the library.
 */
public final class VideoEntry {

	private static final String AUDIO = "audio";

	private VideoEntry() {
	}

	/**
	 * Makes the entry of a video.
	 * @param video the video
	 * @return what it is found by
	 */
	public static LibraryEntry of(Video video) {
		String uploader = (video.uploader() != null) ? video.uploader() : "";
		return LibraryEntry.of(video.createdAt())
			.order("duration", SortKey.ofSeconds(video.duration()))
			.order("size", SortKey.of(Long.valueOf(video.media().size())))
			.order("title", SortKey.of(video.title()))
			.sum("bytes", video.files().stream().mapToLong(StoredFile::size).sum())
			.value("site", site(video))
			.value("kind", video.media().contentType().startsWith(AUDIO) ? AUDIO : "video")
			.value("owner", video.owner())
			.words(Words.of(video.title(), uploader));
	}

	/** Whatever stands in a record of before. */
	private static String site(Video video) {
		try {
			return new SourceUrl(video.url()).site().name();
		}
		catch (InvalidSourceUrlException ex) {
			return "";
		}
	}

}

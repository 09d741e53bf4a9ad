package io.autoclip.preview;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a link leads to, as the site tells; what it did not tell is absent.
 *
 * @param title the title of the video, or of the list
 * @param duration seconds
 * @param uploader who has put it there
 * @param thumbnailUrl the site's own picture
 * @param playlist whether it is a list of several videos
 * @param entries how many videos the list has
 * @param formats in which it is to be had, the best first, at most 100; none of a list
 * @param extractor what yt-dlp calls the extractor; of a video only
 * @param mediaId what makes it the same video as another of that extractor; of a video
 * only
 */
public record Preview(@Nullable String title, @Nullable Double duration, @Nullable String uploader,
		@Nullable String thumbnailUrl, boolean playlist, @Nullable Integer entries, List<Format> formats,
		@Nullable String extractor, @Nullable String mediaId) {

	/**
	 * One of the formats.
	 *
	 * @param id what the site or yt-dlp calls it
	 * @param ext the file ending
	 * @param width pixels
	 * @param height pixels
	 * @param fps pictures a second
	 * @param vcodec the codec of the picture; {@code none} if there is none
	 * @param acodec the codec of the sound; {@code none} if there is none
	 * @param size bytes
	 * @param estimatedSize bytes, by bit rate and duration, where the size is not told
	 */
	public record Format(@Nullable String id, @Nullable String ext, @Nullable Integer width, @Nullable Integer height,
			@Nullable Double fps, @Nullable String vcodec, @Nullable String acodec, @Nullable Long size,
			@Nullable Long estimatedSize) {

	}

}

package io.autoclip.worker.download;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was fetched. All files lie in the directory of the request.
 *
 * @param file the media
 * @param media what it is
 * @param info what the site told, as yt-dlp's info.json
 * @param thumbnails JPEGs of our own making: a large one and a small one, or none
 * @param subtitles those that were wanted and could be had
 * @param storyboard small pictures of all parts, if it moves
 * @param metadata what the site told of the video, by yt-dlp's names; what it did not
 * tell is absent
 */
public record DownloadedMedia(Path file, MediaInfo media, Path info, List<Path> thumbnails,
		List<SubtitleFile> subtitles, @Nullable StoryboardFile storyboard, Map<String, Object> metadata) {

	/**
	 * Returns a text that the site told.
	 * @param name yt-dlp's name of it
	 * @return the text, if there is one
	 */
	public @Nullable String text(String name) {
		return (this.metadata.get(name) instanceof String text && !text.isBlank()) ? text : null;
	}

	/**
	 * Returns the duration that the site told.
	 * @return seconds, if it told
	 */
	public @Nullable Double duration() {
		return (this.metadata.get("duration") instanceof Number told) ? told.doubleValue() : null;
	}

}

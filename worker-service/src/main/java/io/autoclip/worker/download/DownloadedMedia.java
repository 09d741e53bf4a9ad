package io.autoclip.worker.download;

import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was fetched. All files lie in the directory of the request.
 *
 * @param file the media
 * @param info what the site told, as yt-dlp's info.json
 * @param thumbnail the site's picture, if it gave one; not yet looked at
 * @param metadata what the site told of the video, by yt-dlp's names; what it did not
 * tell is absent
 */
public record DownloadedMedia(Path file, Path info, @Nullable Path thumbnail, Map<String, Object> metadata) {

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

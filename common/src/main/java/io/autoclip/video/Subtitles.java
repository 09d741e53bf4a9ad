package io.autoclip.video;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WebVTT file beside a video. What it is stands in its name.
 *
 * @param language the BCP 47 tag that it was asked for by
 * @param automatic whether a machine wrote it
 * @param file the object
 */
public record Subtitles(String language, boolean automatic, StoredFile file) {

	/** The media type of WebVTT, which is always UTF-8. */
	public static final String TYPE = "text/vtt";

	private static final Pattern NAME = Pattern.compile("subtitles\\.([A-Za-z0-9-]+)(\\.auto)?\\.vtt");

	/**
	 * Makes the name of a file.
	 * @param language a BCP 47 tag
	 * @param automatic whether a machine wrote it
	 * @return {@code subtitles.<language>.vtt}, or {@code subtitles.<language>.auto.vtt}
	 */
	public static String name(String language, boolean automatic) {
		return "subtitles." + language + (automatic ? ".auto" : "") + ".vtt";
	}

	/**
	 * Finds the subtitles of a video.
	 * @param video the video
	 * @return those that lie beside it, in order of their languages
	 */
	public static List<Subtitles> of(Video video) {
		return video.others().stream().flatMap((file) -> read(file).stream()).toList();
	}

	private static Optional<Subtitles> read(StoredFile file) {
		Matcher name = NAME.matcher(file.name());
		return name.matches() ? Optional.of(new Subtitles(name.group(1), name.group(2) != null, file))
				: Optional.empty();
	}

}

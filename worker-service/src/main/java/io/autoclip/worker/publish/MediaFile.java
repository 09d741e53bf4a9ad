package io.autoclip.worker.publish;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.autoclip.video.Storyboard;
import io.autoclip.video.Subtitles;
import io.autoclip.video.Video;
import io.autoclip.worker.download.DownloadedMedia;
import io.autoclip.worker.download.StoryboardFile;
import io.autoclip.worker.download.SubtitleFile;

/**
 * A file that is to be stored.
 *
 * @param name its name among the video's objects
 * @param path where it is
 * @param contentType its media type
 */
record MediaFile(String name, Path path, String contentType) {

	/** The name of the large picture. */
	static final String PICTURE = "thumbnail.jpg";

	private static final List<String> PICTURES = List.of(PICTURE, Video.SMALL_PICTURE);

	/**
	 * Lists all files of a video.
	 * @param media what was downloaded
	 * @return the media itself first
	 */
	static List<MediaFile> of(DownloadedMedia media) {
		List<MediaFile> files = new ArrayList<>();
		files.add(new MediaFile("media." + media.media().format(), media.file(), media.media().contentType()));
		files.add(new MediaFile("info.json", media.info(), "application/json"));
		for (int i = 0; i < Math.min(media.thumbnails().size(), PICTURES.size()); i++) {
			files.add(new MediaFile(PICTURES.get(i), media.thumbnails().get(i), "image/jpeg"));
		}
		media.subtitles().forEach((subtitles) -> files.add(of(subtitles)));
		if (media.storyboard() != null) {
			files.add(of(media.storyboard()));
		}
		return files;
	}

	private static MediaFile of(SubtitleFile subtitles) {
		return new MediaFile(Subtitles.name(subtitles.language(), subtitles.automatic()), subtitles.path(),
				Subtitles.TYPE);
	}

	private static MediaFile of(StoryboardFile storyboard) {
		return new MediaFile(storyboard.tiles().name(), storyboard.path(), Storyboard.TYPE);
	}

}

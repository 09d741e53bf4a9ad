package io.autoclip.clip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import tools.jackson.core.JacksonException;

import io.autoclip.json.StoredJson;
import io.autoclip.storage.ObjectStorage;
import io.autoclip.video.Chapter;
import io.autoclip.video.Video;
import io.autoclip.video.VideoDetails;

/**
 * Finds the chapters of a video. Many of them do not fit into the record that Redis
 * holds; then they are read from the one beside the objects.
 */
public final class Chapters {

	/** Far more than any record has. */
	private static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

	private Chapters() {
	}

	/**
	 * Finds the chapters of a video.
	 * @param video the video
	 * @param storage where its objects are
	 * @return its chapters; none if it has none
	 */
	public static List<Chapter> of(Video video, ObjectStorage storage) {
		List<Chapter> known = VideoDetails.of(video).chapters();
		if (known == null && storage.head(video.prefix() + Video.RECORD).isPresent()) {
			known = VideoDetails.of(whole(video, storage)).chapters();
		}
		return (known != null) ? known : List.of();
	}

	private static Video whole(Video video, ObjectStorage storage) {
		try (InputStream record = storage.get(video.prefix() + Video.RECORD)) {
			return StoredJson.read(new String(record.readNBytes(MAX_RECORD_BYTES), StandardCharsets.UTF_8),
					Video.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (JacksonException ex) {
			return video;
		}
	}

}

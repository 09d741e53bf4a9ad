package io.autoclip.worker.publish;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.autoclip.task.MediaIdentity;
import io.autoclip.task.Task;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;
import io.autoclip.video.VideoDetails;
import io.autoclip.worker.download.DownloadedMedia;
import io.autoclip.worker.download.MediaInfo;

/**
 * Describes a stored video by what the site told and what its file is. Where both speak,
 * the file is right; where a site tells nothing, nothing is made up but a title.
 */
public final class VideoDescription {

	/** What a video's record has a place of its own for. */
	private static final Set<String> OWN = Set.of("id", "title", "uploader", "extractor", "direct", "duration", "width",
			"height");

	private VideoDescription() {
	}

	/**
	 * Describes a video.
	 * @param task the task that made it
	 * @param prefix where its objects lie
	 * @param media what was downloaded
	 * @param identity what it was downloaded as, if that is known
	 * @param files the stored objects
	 * @param now the time
	 * @return the record
	 */
	public static Video of(Task task, String prefix, DownloadedMedia media, @Nullable MediaIdentity identity,
			Files files, Instant now) {
		MediaInfo info = media.media();
		String extractor = media.text("extractor");
		Map<String, Object> details = new HashMap<>(media.metadata());
		details.keySet().removeAll(OWN);
		details.put(VideoDetails.STREAMS, info.streams());
		if (info.bitRate() != null) {
			details.put(VideoDetails.BIT_RATE, info.bitRate());
		}
		return new Video(Video.SCHEMA, task.video(), task.owner(), prefix, title(task, media), task.url().value(),
				(extractor != null) ? extractor : "generic", media.text("uploader"), duration(media, info),
				info.width(), info.height(), info.format(), files.media(), files.thumbnail(), files.others(), details,
				now, (identity != null) ? identity.value() : null);
	}

	/** A bare file has no title but its name: what its list calls it is better. */
	private static String title(Task task, DownloadedMedia media) {
		String told = media.text("title");
		boolean bare = told == null || Boolean.TRUE.equals(media.metadata().get("direct"));
		if (bare && task.title() != null) {
			return task.title();
		}
		return (told != null) ? told : nameOf(task);
	}

	private static String nameOf(Task task) {
		String path = task.url().value().replaceFirst("[?#].*", "");
		String last = path.substring(path.lastIndexOf('/') + 1);
		return last.isEmpty() ? task.site().name() : last;
	}

	private static @Nullable Double duration(DownloadedMedia media, MediaInfo info) {
		return (info.duration() != null) ? info.duration() : media.duration();
	}

	/**
	 * The stored objects of a video.
	 *
	 * @param media the video itself
	 * @param thumbnail its picture, if there is one
	 * @param others whatever else is stored
	 */
	public record Files(StoredFile media, @Nullable StoredFile thumbnail, List<StoredFile> others) {

		/**
		 * Tells stored objects apart.
		 * @param stored the media first
		 * @return the objects by what they are
		 */
		static Files of(List<StoredFile> stored) {
			Map<Boolean, List<StoredFile>> rest = stored.stream()
				.skip(1)
				.collect(Collectors.partitioningBy((file) -> file.name().equals(MediaFile.PICTURE)));
			List<StoredFile> pictures = rest.getOrDefault(true, List.of());
			return new Files(stored.getFirst(), pictures.isEmpty() ? null : pictures.getFirst(),
					rest.getOrDefault(false, List.of()));
		}

	}

}

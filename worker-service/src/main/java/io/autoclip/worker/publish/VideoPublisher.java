package io.autoclip.worker.publish;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.autoclip.storage.ObjectStorageException;
import io.autoclip.task.AttemptId;
import io.autoclip.task.MediaIdentity;
import io.autoclip.task.Task;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;
import io.autoclip.video.VideoId;
import io.autoclip.worker.download.DownloadedMedia;

/**
 * Stores what an attempt has made: media, pictures, subtitles and info.json, and last the
 * record that names them. While the storage is away, a finished download waits and is
 * stored from the file; nothing is downloaded twice for that.
 */
@Component
public class VideoPublisher {

	private final VideoUploader uploader;

	private final Clock clock = Clock.systemUTC();

	VideoPublisher(VideoUploader uploader) {
		this.uploader = uploader;
	}

	/**
	 * Stores a video. Nobody sees it before its record is published.
	 * @param task the task that made it
	 * @param media what was downloaded
	 * @param identity what it was downloaded as, if that is known
	 * @param patience how long to wait for the storage
	 * @return the record that names all objects
	 * @throws ObjectStorageException if the storage is away for longer
	 * @throws InterruptedException if the caller was interrupted; none of the uploads is
	 * running then, and what they have left is {@linkplain #discard discarded} when the
	 * outcome is told, so that nobody who waits for that waits for the storage
	 */
	public Video store(Task task, DownloadedMedia media, @Nullable MediaIdentity identity, Duration patience)
			throws InterruptedException {
		String prefix = this.uploader.prefix(task.video(), task.attemptId());
		StoragePatience waiting = StoragePatience.of(patience);
		Video record = VideoDescription.of(task, prefix, media, identity,
				VideoDescription.Files.of(storeFiles(prefix, media, waiting)), this.clock.instant());
		return waiting.call(() -> this.uploader.uploadRecord(record, media.file().resolveSibling(Video.RECORD)));
	}

	/**
	 * Uploads all files at once. When this returns or throws, none of the uploads is
	 * running.
	 */
	private List<StoredFile> storeFiles(String prefix, DownloadedMedia media, StoragePatience waiting)
			throws InterruptedException {
		try (ExecutorService uploads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<StoredFile>> files = new ArrayList<>();
			for (MediaFile file : MediaFile.of(media)) {
				files.add(() -> waiting
					.call(() -> this.uploader.upload(prefix, file.name(), file.path(), file.contentType())));
			}
			return uploads.invokeAll(files).stream().map(VideoPublisher::result).toList();
		}
	}

	/** An upload throws nothing that is checked: it is never interrupted but with all. */
	private static StoredFile result(Future<StoredFile> stored) {
		if (stored.state() == Future.State.FAILED && stored.exceptionNow() instanceof RuntimeException failure) {
			throw failure;
		}
		return stored.resultNow();
	}

	/**
	 * Deletes what an attempt has stored, because it was not published.
	 * @param video whose objects
	 * @param attempt the attempt
	 */
	public void discard(VideoId video, AttemptId attempt) {
		this.uploader.discard(this.uploader.prefix(video, attempt));
	}

}

package io.autoclip.worker.publish;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.autoclip.storage.ObjectStorageException;
import io.autoclip.task.Task;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;
import io.autoclip.worker.download.DownloadedMedia;
import io.autoclip.worker.media.MediaInfo;
import io.autoclip.worker.media.Thumbnailer;

/**
 * Stores what an attempt has made: media, picture and info.json, and last the record that
 * names them. While the storage is away, a finished download waits and is stored from the
 * file; nothing is downloaded twice for that.
 */
@Component
public class VideoPublisher {

	private static final Log logger = LogFactory.getLog(VideoPublisher.class);

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

	private final VideoUploader uploader;

	private final Thumbnailer thumbnailer;

	private final Clock clock = Clock.systemUTC();

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	VideoPublisher(VideoUploader uploader, Thumbnailer thumbnailer) {
		this.uploader = uploader;
		this.thumbnailer = thumbnailer;
	}

	/**
	 * Begins to make the video's picture, beside whatever else is done with the media.
	 * @param media what was downloaded
	 * @return the picture to come; empty if none can be made
	 */
	public Future<Optional<Path>> beginPicture(DownloadedMedia media) {
		return this.executor.submit(() -> picture(media));
	}

	/**
	 * Stores a video. Nobody sees it before its record is published.
	 * @param task the task that made it
	 * @param media what was downloaded
	 * @param info what ffprobe found
	 * @param picture its picture to come
	 * @param patience how long to wait for the storage
	 * @return the record that names all objects
	 * @throws ObjectStorageException if the storage is away for longer; nothing is left
	 * then
	 * @throws InterruptedException if the caller was interrupted; nothing is left then
	 */
	public Video store(Task task, DownloadedMedia media, MediaInfo info, Future<Optional<Path>> picture,
			Duration patience) throws InterruptedException {
		String prefix = this.uploader.prefix(task.video(), task.attemptId());
		long deadline = System.nanoTime() + patience.toNanos();
		try {
			StoredFile video = patiently(deadline,
					() -> this.uploader.upload(prefix, "media." + info.format(), media.file(), info.contentType()));
			StoredFile details = patiently(deadline,
					() -> this.uploader.upload(prefix, "info.json", media.info(), "application/json"));
			StoredFile thumbnail = storePicture(prefix, picture.get(), deadline);
			Video record = VideoDescription.of(task, prefix, media, info,
					new VideoDescription.Files(video, thumbnail, List.of(details)), this.clock.instant());
			return patiently(deadline,
					() -> this.uploader.uploadRecord(record, media.file().resolveSibling(Video.RECORD)));
		}
		catch (ObjectStorageException | InterruptedException | ExecutionException ex) {
			discard(prefix);
			throw rethrown(ex);
		}
	}

	private static RuntimeException rethrown(Exception ex) throws InterruptedException {
		if (ex instanceof InterruptedException interrupted) {
			throw interrupted;
		}
		return (ex instanceof RuntimeException runtime) ? runtime : new IllegalStateException(ex);
	}

	private Optional<Path> picture(DownloadedMedia media) throws InterruptedException {
		Path to = media.file().resolveSibling("thumbnail.jpg");
		Path given = media.thumbnail();
		Optional<Path> picture = (given != null) ? this.thumbnailer.fromPicture(given, to) : Optional.empty();
		return picture.isPresent() ? picture : this.thumbnailer.fromFrame(media.file(), media.duration(), to);
	}

	private @Nullable StoredFile storePicture(String prefix, Optional<Path> picture, long deadline)
			throws InterruptedException {
		if (picture.isEmpty()) {
			return null;
		}
		return patiently(deadline, () -> this.uploader.upload(prefix, "thumbnail.jpg", picture.get(), "image/jpeg"));
	}

	private static <T> T patiently(long deadline, Supplier<T> upload) throws InterruptedException {
		for (Duration pause = FIRST_PAUSE;; pause = longer(pause)) {
			try {
				return upload.get();
			}
			catch (ObjectStorageException ex) {
				if (System.nanoTime() + pause.toNanos() > deadline) {
					throw ex;
				}
				logger.warn("The storage is away; a finished download waits: " + ex.getMessage());
			}
			Thread.sleep(pause);
		}
	}

	private static Duration longer(Duration pause) {
		Duration doubled = pause.multipliedBy(2);
		return (doubled.compareTo(LONGEST_PAUSE) < 0) ? doubled : LONGEST_PAUSE;
	}

	/**
	 * Deletes an attempt's objects, because they were not published.
	 * @param prefix the attempt's prefix
	 */
	public void discard(String prefix) {
		this.uploader.discard(prefix);
	}

}

package io.autoclip.worker.split;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;

import org.springframework.stereotype.Component;

import io.autoclip.storage.ObjectStorage;
import io.autoclip.storage.ObjectStorageException;
import io.autoclip.task.FailureCode;
import io.autoclip.video.Video;
import io.autoclip.video.VideoRepository;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.publish.StoragePatience;
import io.autoclip.worker.workspace.NoSpaceException;
import io.autoclip.worker.workspace.Workspace;

/**
 * Fetches the file of a stored video from the object storage.
 */
@Component
public class SourceFetch {

	private final ObjectStorage storage;

	private final VideoRepository videos;

	private final Workspace workspace;

	SourceFetch(ObjectStorage storage, VideoRepository videos, Workspace workspace) {
		this.storage = storage;
		this.videos = videos;
		this.workspace = workspace;
	}

	/**
	 * Fetches the file. The storage may be away for a while meanwhile.
	 * @param video the video
	 * @param directory where to put it
	 * @param patience how long to wait for the storage
	 * @param progress hears how many bytes are there
	 * @return the file
	 * @throws DownloadFailedException if the storage has lost it, or has another
	 * @throws NoSpaceException if there is no room for it
	 * @throws ObjectStorageException if the storage is away for longer
	 * @throws InterruptedException if the caller was interrupted
	 */
	public Path fetch(Video video, Path directory, Duration patience, LongConsumer progress)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		if (this.workspace.freeSpace() < video.media().size()) {
			throw new NoSpaceException("There is no room for the file of video " + video.id(), null);
		}
		Path target = directory.resolve("source." + extension(video));
		SourceFile source = new SourceFile(video.media(), video.key(video.media()), target);
		StoragePatience waiting = StoragePatience.of(patience);
		while (true) {
			try {
				source.fetch(this.storage, progress);
				return genuine(source, target);
			}
			catch (ObjectStorageException ex) {
				waiting.pause(ex);
			}
			catch (DownloadFailedException ex) {
				this.videos.noteLost(video);
				throw ex;
			}
		}
	}

	private static Path genuine(SourceFile source, Path target) throws DownloadFailedException {
		if (!source.isGenuine()) {
			throw new DownloadFailedException(FailureCode.VIDEO_GONE, "The storage has other bytes than were stored");
		}
		return target;
	}

	/** The format stands in a record, but a path is not made of what a record says. */
	private static String extension(Video video) {
		return video.format().matches("[a-z0-9]{1,8}") ? video.format() : "media";
	}

}

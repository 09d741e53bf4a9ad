package io.autoclip.worker.split;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

import io.autoclip.clip.Clip;
import io.autoclip.clip.ClipId;
import io.autoclip.clip.ClipRecord;
import io.autoclip.clip.Clipping;
import io.autoclip.clip.SceneReport;
import io.autoclip.clip.Scenes;
import io.autoclip.clip.StoredScenes;
import io.autoclip.json.StoredJson;
import io.autoclip.storage.ObjectStorageException;
import io.autoclip.task.FailureCode;
import io.autoclip.task.Task;
import io.autoclip.video.StoredFile;
import io.autoclip.worker.clip.CutClip;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.publish.StoragePatience;
import io.autoclip.worker.publish.VideoUploader;

/**
 * Stores what an attempt has made of a stored video, below the attempt's own prefix: the
 * files, and last the record that names them. Nobody sees any of it before it is
 * published.
 */
@Component
public class PartPublisher {

	/** How many files are on their way at once. */
	private static final int UPLOADS = 4;

	private static final String JSON = "application/json";

	private final VideoUploader uploader;

	private final Clock clock = Clock.systemUTC();

	PartPublisher(VideoUploader uploader) {
		this.uploader = uploader;
	}

	/**
	 * Stores clips.
	 * @param task the task that made them
	 * @param clipping how they were to be made
	 * @param planned what was to be cut
	 * @param cut what was cut
	 * @param directory the attempt's directory
	 * @param patience how long to wait for the storage
	 * @return the records of the clips
	 * @throws DownloadFailedException if one is neither picture nor sound
	 * @throws ObjectStorageException if the storage is away for longer
	 * @throws InterruptedException if the caller was interrupted
	 */
	public List<Clip> storeClips(Task task, Clipping clipping, List<PlannedClip> planned, List<CutClip> cut,
			Path directory, Duration patience) throws DownloadFailedException, InterruptedException {
		for (CutClip clip : cut) {
			requireMedia(clip);
		}
		StoragePatience waiting = StoragePatience.of(patience);
		List<Callable<Clip>> uploads = new ArrayList<>();
		for (CutClip clip : cut) {
			uploads.add(() -> store(task, clipping, planned.get(clip.index()), clip, waiting));
		}
		List<Clip> clips = all(uploads);
		write(task, Clip.RECORD, StoredJson.write(new ClipRecord(Clip.SCHEMA, clips)), directory, waiting);
		return clips;
	}

	/** A browser shall never take one for a page. */
	private static void requireMedia(CutClip clip) throws DownloadFailedException {
		if (!clip.contentType().matches("(video|audio)/[a-z0-9.+-]+")) {
			throw new DownloadFailedException(FailureCode.INVALID_MEDIA, "A clip is " + clip.contentType());
		}
	}

	/** When this returns or throws, none of the uploads is running. */
	private static List<Clip> all(List<Callable<Clip>> uploads) throws InterruptedException {
		try (ExecutorService threads = Executors.newFixedThreadPool(UPLOADS, Thread.ofVirtual().factory())) {
			return threads.invokeAll(uploads).stream().map(PartPublisher::result).toList();
		}
	}

	private static Clip result(Future<Clip> stored) {
		if (stored.state() == Future.State.FAILED && stored.exceptionNow() instanceof RuntimeException failure) {
			throw failure;
		}
		return stored.resultNow();
	}

	private Clip store(Task task, Clipping clipping, PlannedClip plan, CutClip clip, StoragePatience waiting)
			throws InterruptedException {
		ClipId id = ClipId.random();
		String prefix = prefix(task);
		String stem = Clip.stem(id);
		StoredFile media = upload(prefix, stem + extension(clip.file()), clip.file(), clip.contentType(), waiting);
		StoredFile thumbnail = storePicture(prefix, stem + "jpg", clip.thumbnail(), waiting);
		return new Clip(Clip.SCHEMA, id, task.video(), task.id().value(), prefix, plan.name(), clip.start(), clip.end(),
				clip.duration(), plan.start(), plan.end(), clipping.cut(), media, thumbnail, clip.width(),
				clip.height(), this.clock.instant());
	}

	private @Nullable StoredFile storePicture(String prefix, String name, @Nullable Path picture,
			StoragePatience waiting) throws InterruptedException {
		return (picture != null) ? upload(prefix, name, picture, "image/jpeg", waiting) : null;
	}

	/**
	 * Stores where scenes change.
	 * @param task the task that found them
	 * @param clipping by what they were found
	 * @param scenes what was found
	 * @param directory the attempt's directory
	 * @param patience how long to wait for the storage
	 * @return the record
	 * @throws ObjectStorageException if the storage is away for longer
	 * @throws InterruptedException if the caller was interrupted
	 */
	public StoredScenes storeScenes(Task task, Clipping clipping, Scenes scenes, Path directory, Duration patience)
			throws InterruptedException {
		StoragePatience waiting = StoragePatience.of(patience);
		SceneReport report = SceneReport.of(scenes, clipping, this.clock.instant());
		StoredFile file = write(task, StoredScenes.FILE, StoredJson.write(report), directory, waiting);
		return new StoredScenes(StoredScenes.SCHEMA, task.video(), task.id().value(), prefix(task), file,
				report.sensitivity(), report.minLength(), report.createdAt());
	}

	private StoredFile write(Task task, String name, String json, Path directory, StoragePatience waiting)
			throws InterruptedException {
		try {
			Path file = Files.writeString(directory.resolve(name), json);
			return upload(prefix(task), name, file, JSON, waiting);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private StoredFile upload(String prefix, String name, Path file, String contentType, StoragePatience waiting)
			throws InterruptedException {
		return waiting.call(() -> this.uploader.upload(prefix, name, file, contentType));
	}

	private String prefix(Task task) {
		return this.uploader.prefix(task.video(), task.attemptId());
	}

	private static String extension(Path file) {
		String name = file.getFileName().toString();
		return name.substring(name.lastIndexOf('.') + 1);
	}

}

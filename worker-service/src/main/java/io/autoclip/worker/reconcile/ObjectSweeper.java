package io.autoclip.worker.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.stereotype.Component;

import io.autoclip.storage.ObjectStorage;
import io.autoclip.task.AttemptId;
import io.autoclip.task.Task;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskSnapshot;
import io.autoclip.task.TaskStatus;
import io.autoclip.video.Video;
import io.autoclip.video.VideoRepository;
import io.autoclip.worker.publish.AttemptPrefix;

/**
 * Deletes objects to which no record points and multipart uploads that nobody will
 * finish. An object stays if its video's record points at its prefix, or if the attempt
 * that wrote it still runs; otherwise it goes when it is old enough. Keys of another
 * shape are not ours and are left alone.
 */
@Component
class ObjectSweeper {

	private final ObjectStorage storage;

	private final VideoRepository videos;

	private final TaskRepository tasks;

	ObjectSweeper(ObjectStorage storage, VideoRepository videos, TaskRepository tasks) {
		this.storage = storage;
		this.videos = videos;
		this.tasks = tasks;
	}

	int sweepObjects(Duration age) {
		Instant limit = Instant.now().minus(age);
		AtomicInteger deleted = new AtomicInteger();
		this.storage.list(AttemptPrefix.ALL)
			.filter((object) -> !object.lastModified().isAfter(limit) && isGarbage(object.key()))
			.forEach((object) -> {
				this.storage.delete(object.key());
				deleted.incrementAndGet();
			});
		return deleted.get();
	}

	int sweepUploads(Duration age) {
		Instant limit = Instant.now().minus(age);
		AtomicInteger aborted = new AtomicInteger();
		this.storage.pendingUploads(AttemptPrefix.ALL)
			.filter((upload) -> !upload.initiated().isAfter(limit) && isGarbage(upload.key()))
			.forEach((upload) -> {
				this.storage.abort(upload);
				aborted.incrementAndGet();
			});
		return aborted.get();
	}

	private boolean isGarbage(String key) {
		return AttemptPrefix.of(key).filter(this::isGarbage).isPresent();
	}

	/**
	 * The task is asked first: an attempt that ends between the questions has published
	 * by then, or never will. A complete video that Redis knows neither by its task nor
	 * in the library is left alone: it is Redis that has lost something then, and the
	 * library can be rebuilt from the bucket.
	 */
	private boolean isGarbage(AttemptPrefix prefix) {
		Optional<Task> task = this.tasks.find(prefix.attempt().task()).map(TaskSnapshot::task);
		if (task.filter((known) -> runs(known, prefix.attempt())).isPresent()) {
			return false;
		}
		return this.videos.find(prefix.video())
			.map((video) -> !video.prefix().equals(prefix.toString()))
			.orElseGet(() -> task.isPresent() || this.storage.head(prefix + Video.RECORD).isEmpty());
	}

	private static boolean runs(Task task, AttemptId attempt) {
		return task.status() == TaskStatus.RUNNING && task.attempt() == attempt.attempt();
	}

}

package io.autoclip.worker.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

import io.autoclip.storage.ObjectStorage;
import io.autoclip.task.AttemptId;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskSnapshot;
import io.autoclip.task.TaskStatus;
import io.autoclip.video.Video;
import io.autoclip.video.VideoId;
import io.autoclip.video.VideoRepository;

/**
 * Deletes objects to which no record points and multipart uploads that nobody will
 * finish. An object stays if its video's record points at its prefix, or if the attempt
 * that wrote it still runs; otherwise it goes when it is old enough. Keys of another
 * shape are not ours and are left alone.
 */
@Component
class ObjectSweeper {

	private static final String ALL = "videos/";

	private static final Pattern KEY = Pattern.compile("(videos/([0-9a-z]{26})/([0-9a-z]{26}\\.\\d{1,9})/).+");

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
		this.storage.list(ALL)
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
		this.storage.pendingUploads(ALL)
			.filter((upload) -> !upload.initiated().isAfter(limit) && isGarbage(upload.key()))
			.forEach((upload) -> {
				this.storage.abort(upload);
				aborted.incrementAndGet();
			});
		return aborted.get();
	}

	private boolean isGarbage(String key) {
		Matcher parts = KEY.matcher(key);
		return parts.matches() && isOver(AttemptId.of(parts.group(3)), parts.group(1))
				&& !isPublished(new VideoId(parts.group(2)), parts.group(1));
	}

	/**
	 * Asked first: an attempt that ends between the two questions has published by then,
	 * or never will. Of a task that Redis does not know, a complete video is left alone:
	 * it is Redis that has lost something then, and the library can be rebuilt from the
	 * bucket.
	 */
	private boolean isOver(AttemptId attempt, String prefix) {
		return this.tasks.find(attempt.task())
			.map(TaskSnapshot::task)
			.map((task) -> task.status() != TaskStatus.RUNNING || task.attempt() != attempt.attempt())
			.orElseGet(() -> this.storage.head(prefix + Video.RECORD).isEmpty());
	}

	private boolean isPublished(VideoId id, String prefix) {
		return this.videos.find(id).filter((video) -> video.prefix().equals(prefix)).isPresent();
	}

}

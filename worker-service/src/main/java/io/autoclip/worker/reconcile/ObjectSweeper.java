package io.autoclip.worker.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

import io.autoclip.clip.Clip;
import io.autoclip.clip.ClipRepository;
import io.autoclip.clip.StoredScenes;
import io.autoclip.storage.ObjectStorage;
import io.autoclip.task.AttemptId;
import io.autoclip.task.NewerSchemaException;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskSnapshot;
import io.autoclip.task.TaskStatus;
import io.autoclip.video.Video;
import io.autoclip.video.VideoRepository;
import io.autoclip.worker.publish.AttemptPrefix;

/**
 * Deletes objects to which no record points and multipart uploads that nobody will
 * finish. An object stays if the record of its video, of a clip or of the scenes points
 * at its prefix, or if the attempt that wrote it still runs; otherwise it goes when it is
 * old enough. Keys of another shape are not ours and are left alone.
 */
@Component
class ObjectSweeper {

	private final ObjectStorage storage;

	private final VideoRepository videos;

	private final ClipRepository clips;

	private final TaskRepository tasks;

	private final StringRedisTemplate redis;

	ObjectSweeper(ObjectStorage storage, VideoRepository videos, ClipRepository clips, TaskRepository tasks,
			StringRedisTemplate redis) {
		this.storage = storage;
		this.videos = videos;
		this.clips = clips;
		this.tasks = tasks;
		this.redis = redis;
	}

	int sweepObjects(Duration age) {
		Instant limit = now().minus(age);
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
		Instant limit = now().minus(age);
		AtomicInteger aborted = new AtomicInteger();
		this.storage.pendingUploads(AttemptPrefix.ALL)
			.filter((upload) -> !upload.initiated().isAfter(limit) && isAbandoned(upload.key()))
			.forEach((upload) -> {
				this.storage.abort(upload);
				aborted.incrementAndGet();
			});
		return aborted.get();
	}

	/** Time is Redis' own: this worker's clock may be wrong. */
	private Instant now() {
		Long millis = this.redis.execute((RedisConnection connection) -> connection.serverCommands().time());
		return Instant.ofEpochMilli(Objects.requireNonNull(millis));
	}

	private boolean isGarbage(String key) {
		return AttemptPrefix.of(key).filter(this::isGarbage).isPresent();
	}

	/** What was not completed while its attempt ran never will be, published or not. */
	private boolean isAbandoned(String key) {
		return AttemptPrefix.of(key).filter((prefix) -> !mayRun(prefix.attempt())).isPresent();
	}

	/**
	 * The task is asked first: an attempt that ends between the questions has published
	 * by then, or never will. A complete video, or what was made of one, that Redis knows
	 * neither by its task nor in the library is left alone, unless it is being deleted:
	 * it is Redis that has lost something then, and the library can be rebuilt from the
	 * bucket.
	 */
	private boolean isGarbage(AttemptPrefix prefix) {
		if (mayRun(prefix.attempt())) {
			return false;
		}
		return this.videos.find(prefix.video())
			.map((video) -> !video.prefix().equals(prefix.toString()) && isGarbageBeside(prefix))
			.orElseGet(() -> !isLost(prefix, List.of(Video.RECORD, Clip.RECORD, StoredScenes.FILE)));
	}

	/** Clips, and where scenes change, lie below prefixes of their own. */
	private boolean isGarbageBeside(AttemptPrefix prefix) {
		return !this.clips.isPublished(prefix.video(), prefix.attempt().toString())
				&& !isLost(prefix, List.of(Clip.RECORD, StoredScenes.FILE));
	}

	private boolean isLost(AttemptPrefix prefix, List<String> records) {
		return !this.videos.isBeingDeleted(prefix.toString()) && this.tasks.find(prefix.attempt().task()).isEmpty()
				&& records.stream().anyMatch((name) -> this.storage.head(prefix + name).isPresent());
	}

	/** A task that a newer AutoClip has written is that one's to judge. */
	private boolean mayRun(AttemptId attempt) {
		try {
			return this.tasks.find(attempt.task())
				.map(TaskSnapshot::task)
				.filter((task) -> task.status() == TaskStatus.RUNNING && task.attempt() == attempt.attempt())
				.isPresent();
		}
		catch (NewerSchemaException ex) {
			return true;
		}
	}

}

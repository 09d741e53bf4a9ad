package io.autoclip.task;

import java.time.Duration;
import java.util.List;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.task.SaveCommand.Change;

/**
 * Saves decided changes, all of them or none, and tells the workers who was let in by the
 * same step.
 */
class Saving {

	private static final StoreScript<List<Object>> SAVE = StoreScript.answeringList(Saving.class, "save.lua");

	/** How often changes are decided anew because a record is another meanwhile. */
	static final int MAX_CONFLICTS = 100;

	private final StringRedisTemplate redis;

	private final AdmissionPublisher publisher;

	private final long lease;

	Saving(StringRedisTemplate redis, AdmissionPublisher publisher, Duration lease) {
		this.redis = redis;
		this.publisher = publisher;
		this.lease = lease.toMillis();
	}

	/** How long a lease is that a change may begin, in milliseconds. */
	long lease() {
		return this.lease;
	}

	List<Object> run(List<Change> changes) {
		return run(changes, true);
	}

	List<Object> run(List<Change> changes, boolean admit) {
		return SAVE.run(this.redis, new SaveCommand(changes, admit && this.publisher.isReady()).json());
	}

	/** Whoever was let in by the same step is told to the workers. */
	boolean isSaved(List<Object> answer) {
		if (isFull(answer)) {
			throw new TooManyTasksException();
		}
		if ("over_quota".equals(answer.getFirst())) {
			throw new QuotaExceededException();
		}
		if ("video_gone".equals(answer.getFirst())) {
			throw new VideoGoneException();
		}
		if ("too_many_clips".equals(answer.getFirst())) {
			throw new TooManyClipsException();
		}
		if (!"saved".equals(answer.getFirst())) {
			return false;
		}
		List<Admission> admissions = Admission.read(answer.subList(1, answer.size()));
		if (!admissions.isEmpty()) {
			this.publisher.publish(admissions);
		}
		return true;
	}

	static boolean isFull(List<Object> answer) {
		return "full".equals(answer.getFirst());
	}

}

package io.autoclip.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.autoclip.video.VideoId;

/**
 * Makes the next record of a task from the one before. Only {@link Task} uses it: what
 * may change together is decided there.
 */
final class TaskBuilder {

	private static final int MOST_ATTEMPTS = 10;

	private final Task before;

	private String owner;

	private @Nullable String title;

	private @Nullable Expansion expansion;

	private VideoId video;

	private @Nullable MediaIdentity identity;

	private @Nullable Integer clips;

	private TaskStatus status;

	private int attempt;

	private long admission;

	private boolean cancelRequested;

	private Map<FailureCode, Integer> failures;

	private @Nullable TaskFailure error;

	private List<Attempt> attempts;

	private List<String> warnings;

	private @Nullable Instant startedAt;

	private @Nullable Instant finishedAt;

	private Instant updatedAt;

	TaskBuilder(Task before) {
		this.before = before;
		this.owner = before.owner();
		this.title = before.title();
		this.expansion = before.expansion();
		this.video = before.video();
		this.identity = before.identity();
		this.clips = before.clips();
		this.status = before.status();
		this.attempt = before.attempt();
		this.admission = before.admission();
		this.cancelRequested = before.cancelRequested();
		this.failures = before.failures();
		this.error = before.error();
		this.attempts = before.attempts();
		this.warnings = before.warnings();
		this.startedAt = before.startedAt();
		this.finishedAt = before.finishedAt();
		this.updatedAt = before.updatedAt();
	}

	TaskBuilder owner(String next) {
		this.owner = next;
		return this;
	}

	TaskBuilder title(@Nullable String next) {
		this.title = next;
		return this;
	}

	TaskBuilder expansion(@Nullable Expansion next) {
		this.expansion = next;
		return this;
	}

	TaskBuilder video(VideoId next) {
		this.video = next;
		return this;
	}

	TaskBuilder identity(@Nullable MediaIdentity next) {
		this.identity = next;
		return this;
	}

	TaskBuilder clips(@Nullable Integer next) {
		this.clips = next;
		return this;
	}

	TaskBuilder status(TaskStatus next) {
		this.status = next;
		return this;
	}

	TaskBuilder begin(WorkerId worker, Instant now) {
		this.attempt++;
		this.startedAt = now;
		List<Attempt> all = new ArrayList<>(this.attempts);
		all.add(Attempt.begun(this.attempt, worker, now));
		this.attempts = all.subList(Math.max(0, all.size() - MOST_ATTEMPTS), all.size());
		return this;
	}

	/** An attempt that began under schema 1 is not remembered. */
	TaskBuilder endAttempt(Attempt.Outcome outcome, @Nullable TaskFailure failure) {
		if (!this.attempts.isEmpty() && this.attempts.getLast().attempt() == this.attempt) {
			List<Attempt> all = new ArrayList<>(this.attempts);
			all.addLast(all.removeLast().ended(outcome, failure, this.updatedAt));
			this.attempts = all;
		}
		return this;
	}

	TaskBuilder admission(long next) {
		this.admission = next;
		return this;
	}

	TaskBuilder cancelRequested(boolean next) {
		this.cancelRequested = next;
		return this;
	}

	TaskBuilder failures(Map<FailureCode, Integer> next) {
		this.failures = Map.copyOf(next);
		return this;
	}

	TaskBuilder error(@Nullable TaskFailure next) {
		this.error = next;
		return this;
	}

	TaskBuilder warnings(List<String> next) {
		this.warnings = next;
		return this;
	}

	TaskBuilder startedAt(@Nullable Instant next) {
		this.startedAt = next;
		return this;
	}

	TaskBuilder finishedAt(@Nullable Instant next) {
		this.finishedAt = next;
		return this;
	}

	TaskBuilder updatedAt(Instant next) {
		this.updatedAt = next;
		return this;
	}

	Task build() {
		return new Task(this.before.id(), this.before.kind(), this.owner, this.before.url(), this.before.output(),
				this.before.force(), this.before.parent(), this.title, this.expansion, this.video, this.identity,
				this.status, this.attempt, this.admission, this.cancelRequested, this.failures, this.error,
				this.attempts, this.warnings, this.before.createdAt(), this.startedAt, this.finishedAt, this.updatedAt,
				this.before.clipping(), this.clips);
	}

}

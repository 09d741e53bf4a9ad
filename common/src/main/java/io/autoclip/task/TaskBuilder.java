package io.autoclip.task;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Makes the next record of a task from the one before. Only {@link Task} uses it: what
 * may change together is decided there.
 */
final class TaskBuilder {

	private final Task before;

	private TaskStatus status;

	private int attempt;

	private boolean cancelRequested;

	private Map<FailureCode, Integer> failures;

	private @Nullable TaskFailure error;

	private @Nullable Instant startedAt;

	private @Nullable Instant finishedAt;

	private Instant updatedAt;

	TaskBuilder(Task before) {
		this.before = before;
		this.status = before.status();
		this.attempt = before.attempt();
		this.cancelRequested = before.cancelRequested();
		this.failures = before.failures();
		this.error = before.error();
		this.startedAt = before.startedAt();
		this.finishedAt = before.finishedAt();
		this.updatedAt = before.updatedAt();
	}

	TaskBuilder status(TaskStatus next) {
		this.status = next;
		return this;
	}

	TaskBuilder attempt(int next) {
		this.attempt = next;
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
		return new Task(this.before.id(), this.before.kind(), this.before.owner(), this.before.url(),
				this.before.video(), this.status, this.attempt, this.before.admission(), this.cancelRequested,
				this.failures, this.error, this.before.createdAt(), this.startedAt, this.finishedAt, this.updatedAt);
	}

}

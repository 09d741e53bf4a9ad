package io.autoclip.task;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One task of the reference model, in the plainest words that the rules can be said in.
 */
final class ModelTask {

	static final String OK = "ok";

	static final String STALE = "stale";

	static final String ILLEGAL = "illegal";

	static final String UNKNOWN = "unknown";

	private static final Map<FailureCode, Integer> TRIES = Map.of(FailureCode.NETWORK, 5, FailureCode.SITE_ERROR, 5,
			FailureCode.RATE_LIMITED, 5, FailureCode.BOT_CHECK, 5, FailureCode.STALLED, 5, FailureCode.STORAGE, 5,
			FailureCode.WORKER_LOST, 5, FailureCode.INTERNAL, 2, FailureCode.NOT_FOUND, 1);

	final TaskId id;

	final String site;

	final String owner;

	final Map<FailureCode, Integer> failures = new EnumMap<>(FailureCode.class);

	Place place = Place.WAITING;

	TaskStatus status = TaskStatus.QUEUED;

	int attempt;

	long admission;

	/** Its last admission's place among all. */
	long serial;

	boolean cancelRequested;

	@Nullable FailureCode error;

	@Nullable WorkerId worker;

	/** Whether its dead letter was dropped. */
	boolean dropped;

	ModelTask(TaskId id, String site, String owner) {
		this.id = id;
		this.site = site;
		this.owner = owner;
	}

	boolean isDeadLetter() {
		return this.status == TaskStatus.FAILED && !this.dropped && TRIES.getOrDefault(this.error, 0) == 5;
	}

	boolean holdsToken() {
		return this.place == Place.ADMITTED || this.place == Place.LEASED;
	}

	String claim(long number, WorkerId by) {
		if (this.place != Place.ADMITTED || this.admission != number) {
			return STALE;
		}
		this.worker = by;
		this.attempt++;
		return move(TaskStatus.RUNNING, Place.LEASED);
	}

	String succeed(int by) {
		if (!isPresent(by)) {
			return repeated(by, this.status == TaskStatus.SUCCEEDED);
		}
		return end(this.cancelRequested ? TaskStatus.CANCELLED : TaskStatus.SUCCEEDED);
	}

	String handBack(int by) {
		if (!isPresent(by)) {
			return repeated(by, this.status == TaskStatus.QUEUED);
		}
		return this.cancelRequested ? end(TaskStatus.CANCELLED) : move(TaskStatus.QUEUED, Place.WAITING);
	}

	String putOff(int by) {
		if (!isPresent(by)) {
			return repeated(by, this.status == TaskStatus.QUEUED);
		}
		return this.cancelRequested ? end(TaskStatus.CANCELLED) : move(TaskStatus.QUEUED, Place.DELAYED);
	}

	String confirmCancel(int by) {
		return isPresent(by) ? end(TaskStatus.CANCELLED) : repeated(by, false);
	}

	String fail(int by, FailureCode code) {
		if (!isPresent(by)) {
			return repeated(by, this.status == TaskStatus.FAILED && this.error == code
					|| this.status == TaskStatus.QUEUED && this.failures.containsKey(code));
		}
		if (this.cancelRequested) {
			return end(TaskStatus.CANCELLED);
		}
		boolean again = this.failures.merge(code, 1, Integer::sum) < TRIES.get(code);
		this.error = again ? null : code;
		return again ? move(TaskStatus.QUEUED, Place.DELAYED) : end(TaskStatus.FAILED);
	}

	String cancel() {
		if (this.status == TaskStatus.RUNNING) {
			this.cancelRequested = true;
			return OK;
		}
		if (this.status == TaskStatus.SUCCEEDED || this.status == TaskStatus.FAILED) {
			return ILLEGAL;
		}
		return end(TaskStatus.CANCELLED);
	}

	String retry() {
		if (this.status != TaskStatus.FAILED && this.status != TaskStatus.CANCELLED) {
			return ILLEGAL;
		}
		this.failures.clear();
		this.error = null;
		this.dropped = false;
		return move(TaskStatus.QUEUED, Place.WAITING);
	}

	void giveBack() {
		this.admission++;
		this.place = Place.WAITING;
	}

	/** All that must be the same in the record. */
	String facts() {
		return this.id + " " + this.status + " attempt " + this.attempt + " admission " + this.admission
				+ (this.cancelRequested ? " stopping " : " ") + this.failures + " " + this.error;
	}

	static String factsOf(Task task) {
		FailureCode error = (task.error() != null) ? task.error().code() : null;
		return task.id() + " " + task.status() + " attempt " + task.attempt() + " admission " + task.admission()
				+ (task.cancelRequested() ? " stopping " : " ") + ordered(task.failures()) + " " + error;
	}

	private static Map<FailureCode, Integer> ordered(Map<FailureCode, Integer> failures) {
		Map<FailureCode, Integer> ordered = new EnumMap<>(FailureCode.class);
		ordered.putAll(failures);
		return ordered;
	}

	private boolean isPresent(int by) {
		return this.status == TaskStatus.RUNNING && this.attempt == by;
	}

	private String repeated(int by, boolean same) {
		return (by > 0 && by == this.attempt && (same || this.status == TaskStatus.CANCELLED)) ? OK : STALE;
	}

	private String end(TaskStatus next) {
		this.cancelRequested = false;
		return move(next, Place.NOWHERE);
	}

	private String move(TaskStatus next, Place to) {
		this.status = next;
		this.place = to;
		return OK;
	}

	enum Place {

		WAITING, ADMITTED, DELAYED, LEASED, NOWHERE

	}

}

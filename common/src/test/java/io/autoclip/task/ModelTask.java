package io.autoclip.task;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.autoclip.video.VideoId;

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

	VideoId ownVideo;

	final Map<FailureCode, Integer> failures = new EnumMap<>(FailureCode.class);

	/** Its own, or that of the task that it followed to success. */
	VideoId video;

	/** What it downloads, once that is known. */
	@Nullable MediaIdentity identity;

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

	/** Whether what it downloads is to be split. */
	boolean clipped;

	/** Whether the task that splits it is there, or was. */
	boolean followedUp;

	/** The list that it is an entry of. */
	@Nullable ModelTask parent;

	/** Whether it is about a list. */
	boolean list;

	/** Whether its list was gone through, in this round. */
	boolean complete;

	/** How many tasks were made of its list's entries, in this round. */
	int made;

	/** Whether its children are to be cancelled, and some still live. */
	boolean cascading;

	ModelTask(TaskId id, String site, String owner, VideoId video) {
		this.id = id;
		this.site = site;
		this.owner = owner;
		this.ownVideo = video;
		this.video = video;
	}

	/** Whether it works on a stored video. */
	boolean isLocal() {
		return this.site.equals("local");
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

	/** As the first who wants this. */
	String lead(int by, MediaIdentity wanted) {
		if (!isPresent(by)) {
			return STALE;
		}
		this.identity = wanted;
		return OK;
	}

	/** As one of those who wait for another. */
	String follow(int by, MediaIdentity wanted) {
		if (!isPresent(by)) {
			return repeated(by, this.status == TaskStatus.QUEUED && wanted.equals(this.identity));
		}
		if (this.cancelRequested) {
			return end(TaskStatus.CANCELLED);
		}
		this.identity = wanted;
		return move(TaskStatus.QUEUED, Place.FOLLOWING);
	}

	/** Together with the one that it followed. */
	void endWith(ModelTask leader) {
		this.video = (leader.status == TaskStatus.SUCCEEDED) ? leader.video : this.video;
		this.error = leader.error;
		end(leader.status);
	}

	boolean takesItsFollowersAlong() {
		return this.status == TaskStatus.SUCCEEDED || (this.status == TaskStatus.FAILED && !isDeadLetter());
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

	String expand(int by) {
		return isPresent(by) ? OK : STALE;
	}

	String expanded(int by) {
		if (!isPresent(by)) {
			return (by == this.attempt && this.place == Place.EXPANDED) ? OK
					: repeated(by, this.status == TaskStatus.SUCCEEDED);
		}
		if (this.cancelRequested) {
			return end(TaskStatus.CANCELLED);
		}
		this.complete = true;
		return move(TaskStatus.RUNNING, Place.EXPANDED);
	}

	void finish() {
		end(TaskStatus.SUCCEEDED);
	}

	String cancel() {
		if (this.list && this.status == TaskStatus.FAILED) {
			return OK;
		}
		if (this.status == TaskStatus.RUNNING && this.place != Place.EXPANDED) {
			this.cancelRequested = true;
			return OK;
		}
		if (this.status == TaskStatus.SUCCEEDED || this.status == TaskStatus.FAILED) {
			return ILLEGAL;
		}
		return end(TaskStatus.CANCELLED);
	}

	String retry() {
		boolean again = this.status == TaskStatus.FAILED || this.status == TaskStatus.CANCELLED;
		if (!again || this.cascading) {
			return ILLEGAL;
		}
		this.failures.clear();
		this.error = null;
		this.identity = null;
		this.dropped = false;
		this.complete = false;
		this.made = 0;
		return move(TaskStatus.QUEUED, Place.WAITING);
	}

	void promote() {
		this.place = Place.WAITING;
	}

	void giveBack() {
		this.admission++;
		this.place = Place.WAITING;
	}

	/** All that must be the same in the record. */
	String facts() {
		return this.id + " " + this.status + " attempt " + this.attempt + " admission " + this.admission
				+ (this.cancelRequested ? " stopping " : " ") + this.failures + " " + this.error + " " + this.identity
				+ " " + this.video;
	}

	static String factsOf(Task task) {
		FailureCode error = (task.error() != null) ? task.error().code() : null;
		return task.id() + " " + task.status() + " attempt " + task.attempt() + " admission " + task.admission()
				+ (task.cancelRequested() ? " stopping " : " ") + ordered(task.failures()) + " " + error + " "
				+ task.identity() + " " + task.video();
	}

	private static Map<FailureCode, Integer> ordered(Map<FailureCode, Integer> failures) {
		Map<FailureCode, Integer> ordered = new EnumMap<>(FailureCode.class);
		ordered.putAll(failures);
		return ordered;
	}

	private boolean isPresent(int by) {
		return this.status == TaskStatus.RUNNING && this.place != Place.EXPANDED && this.attempt == by;
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

		WAITING, ADMITTED, DELAYED, FOLLOWING, EXPANDED, LEASED, NOWHERE

	}

}

package io.autoclip.task;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.autoclip.clip.Clipping;
import io.autoclip.video.VideoId;

/**
 * One request to do work in the background, and the owner of its transitions; those that
 * depend on who else wants the same stand in {@link SharedDownload}. A transition is a
 * pure function from one record to the next; {@link TaskRepository} makes it true in
 * Redis or runs it again on what another made of the record meanwhile. All times are
 * Redis' own.
 *
 * @param id the name of the task
 * @param kind what it asks for
 * @param owner who asked for it, or last for a fresh round of it
 * @param url the link
 * @param output what to make of it
 * @param force whether to fetch it even if it is in the library
 * @param parent the task that it is a part of, if any
 * @param title what its list calls it, if it is a part of one that tells
 * @param expansion how far its list has been gone through, if it is about one
 * @param video the id that its result will have, or has; or the stored video that it is
 * about
 * @param identity what it downloads, once that is known; then it leads, and others that
 * want the same follow, or it follows
 * @param status where it stands
 * @param attempt the number of the last attempt, 0 before the first; it only ever grows
 * @param admission the number of the last admission; it only ever grows
 * @param cancelRequested whether a running task has been asked to stop
 * @param failures how often it failed in this round, by cause
 * @param error why it failed, once it has failed for good
 * @param attempts the last attempts, at most 10, oldest first
 * @param warnings what the site said beside its last answer
 * @param createdAt when it was accepted
 * @param startedAt when its last attempt began
 * @param finishedAt when it ended
 * @param updatedAt when the record changed last
 * @param clipping how it splits its video, or what is to be done so with what it
 * downloads, if anything
 * @param clips how many clips it has made, once it has
 */
public record Task(TaskId id, TaskKind kind, String owner, SourceUrl url, Output output, boolean force,
		@Nullable TaskId parent, @Nullable String title, @Nullable Expansion expansion, VideoId video,
		@Nullable MediaIdentity identity, TaskStatus status, int attempt, long admission, boolean cancelRequested,
		Map<FailureCode, Integer> failures, @Nullable TaskFailure error, List<Attempt> attempts, List<String> warnings,
		Instant createdAt, @Nullable Instant startedAt, @Nullable Instant finishedAt, Instant updatedAt,
		@Nullable Clipping clipping, @Nullable Integer clips) {

	/**
	 * Takes a record; one of schema 1 has neither attempts nor warnings, one of schema 2
	 * no output.
	 */
	public Task {
		output = (output != null) ? output : Output.DEFAULT;
		attempts = (attempts != null) ? List.copyOf(attempts) : List.of();
		warnings = (warnings != null) ? List.copyOf(warnings) : List.of();
	}

	/**
	 * Accepts a wish.
	 * @param wish what is asked for
	 * @param now the time
	 * @return a task that waits for its turn
	 */
	public static Transition accept(TaskWish wish, Instant now) {
		return accept(TaskId.random(), wish, now);
	}

	static Transition accept(TaskId id, TaskWish wish, Instant now) {
		VideoId video = (wish.video() != null) ? wish.video() : VideoId.random();
		return new Transition(of(id, wish, video, now), new Placement.Waiting(true));
	}

	/** Accepts a wish that the library fulfils: the task has succeeded. */
	static Transition accept(TaskWish wish, VideoId known, Instant now) {
		Task answered = of(TaskId.random(), wish, known, now).to(TaskStatus.SUCCEEDED, now).finishedAt(now).build();
		return new Transition(answered, new Placement.Ended());
	}

	private static Task of(TaskId id, TaskWish wish, VideoId video, Instant now) {
		Expansion expansion = (wish.kind() == TaskKind.PLAYLIST) ? Expansion.begin(wish.limit(), now) : null;
		return new Task(id, wish.kind(), wish.owner(), wish.url(), wish.output(), wish.force(), wish.parent(), null,
				expansion, video, null, TaskStatus.QUEUED, 0, 0, false, Map.of(), null, List.of(), List.of(), now, null,
				null, now, wish.clipping(), null);
	}

	/**
	 * Returns the site that the task asks.
	 * @return the site
	 */
	public Site site() {
		return this.kind.isLocal() ? Site.LOCAL : this.url.site();
	}

	/**
	 * Makes the task that splits what this one has brought.
	 * @param now the time
	 * @return the waiting task, if it was asked for
	 */
	Optional<Transition> followUp(Instant now) {
		if (!hasVideo() || this.clipping == null) {
			return Optional.empty();
		}
		return Optional.of(accept(this.id.clipping(),
				TaskWish.of(TaskKind.CLIP, this.video, this.url, this.owner, this.clipping), now));
	}

	/** Whether its video is in the library, or was. */
	public boolean hasVideo() {
		return this.kind == TaskKind.DOWNLOAD && this.status == TaskStatus.SUCCEEDED;
	}

	/**
	 * Returns the present attempt.
	 * @return the name of the last attempt that began
	 */
	public AttemptId attemptId() {
		return new AttemptId(this.id, this.attempt);
	}

	/**
	 * Begins an attempt.
	 * @param admitted the number of the admission that the worker was told
	 * @param worker who will hold the lease
	 * @param now the time
	 * @return the running task
	 * @throws StaleAttemptException if the admission is not the present one
	 */
	public Transition claim(long admitted, WorkerId worker, Instant now) {
		if (this.status != TaskStatus.QUEUED || this.admission != admitted) {
			throw new StaleAttemptException("The admission of task " + this.id + " is used up or was given back");
		}
		Task running = to(TaskStatus.RUNNING, now).begin(worker, now).build();
		return new Transition(running, new Placement.Leased(worker));
	}

	/**
	 * Ends the task with its result published; or as cancelled, if that was accepted
	 * first.
	 * @param by the number of the attempt that asks
	 * @param remarks what the site said besides
	 * @param now the time
	 * @return the task that has ended; asking again gives the same answer
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Transition succeed(int by, SiteRemarks remarks, Instant now) {
		if (hasEnded(by, TaskStatus.SUCCEEDED)) {
			return unchanged();
		}
		requirePresent(by);
		if (this.cancelRequested) {
			return endCancelled(now);
		}
		Task succeeded = to(TaskStatus.SUCCEEDED, now).endAttempt(Attempt.Outcome.SUCCEEDED, null)
			.warnings(remarks.warnings())
			.finishedAt(now)
			.build();
		return new Transition(succeeded, new Placement.Ended());
	}

	/** As the other one, with what becomes visible. */
	Transition succeed(int by, Published result, SiteRemarks remarks, Instant now) {
		Transition ended = succeed(by, remarks, now);
		boolean first = this.status == TaskStatus.RUNNING && ended.task().status() == TaskStatus.SUCCEEDED;
		if (first && this.kind == TaskKind.CLIP && result instanceof PublishedParts made) {
			return new Transition(new TaskBuilder(ended.task()).clips(made.clips().size()).build(), ended.placement());
		}
		return ended;
	}

	/** Whether its list was gone through, and it waits for its children. */
	public boolean isExpanded() {
		return this.status == TaskStatus.RUNNING && this.expansion != null && this.expansion.complete();
	}

	/**
	 * Ends the attempt with a failure: the task tries again later, or has failed.
	 * @param by the number of the attempt that asks
	 * @param failure why
	 * @param remarks what the site said besides
	 * @param policy when to try again
	 * @param now the time
	 * @return the task, waiting or ended; asking again gives the same answer
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Transition fail(int by, TaskFailure failure, SiteRemarks remarks, RetryPolicy policy, Instant now) {
		if (hasFailed(by, failure)) {
			return unchanged();
		}
		requirePresent(by);
		if (this.cancelRequested) {
			return endCancelled(now);
		}
		Map<FailureCode, Integer> counted = new EnumMap<>(FailureCode.class);
		counted.putAll(this.failures);
		int times = counted.merge(failure.code(), 1, Integer::sum);
		Optional<Duration> delay = policy.after(attemptId(), failure.code(), times, remarks.retryAfter());
		TaskBuilder next = to(delay.isEmpty() ? TaskStatus.FAILED : TaskStatus.QUEUED, now)
			.endAttempt(Attempt.Outcome.FAILED, failure)
			.warnings(remarks.warnings())
			.failures(counted);
		Duration penalty = failure.code().isPlea() ? policy.bounded(remarks.plea()) : Duration.ZERO;
		return delay.map((time) -> new Transition(next.build(), new Placement.Delayed(time), penalty))
			.orElseGet(
					() -> new Transition(next.error(failure).finishedAt(now).build(), new Placement.Ended(), penalty));
	}

	/**
	 * Gives the task back unharmed, because the worker stops: no failure is counted, and
	 * it keeps its place in the line.
	 * @param by the number of the attempt that asks
	 * @param now the time
	 * @return the waiting task; asking again gives the same answer
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Transition handBack(int by, Instant now) {
		if (hasEnded(by, TaskStatus.QUEUED)) {
			return unchanged();
		}
		requirePresent(by);
		if (this.cancelRequested) {
			return endCancelled(now);
		}
		Task back = to(TaskStatus.QUEUED, now).endAttempt(Attempt.Outcome.HANDED_BACK, null).build();
		return new Transition(back, new Placement.Waiting(false));
	}

	/**
	 * Gives the task back unharmed for a while, because the worker cannot take it at this
	 * moment: no failure is counted, and it keeps its place in the line.
	 * @param by the number of the attempt that asks
	 * @param delay how long the task waits before it queues up again
	 * @param now the time
	 * @return the waiting task; asking again gives the same answer
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Transition putOff(int by, Duration delay, Instant now) {
		Transition back = handBack(by, now);
		boolean waits = back.placement() instanceof Placement.Waiting;
		return waits ? new Transition(back.task(), new Placement.Delayed(delay)) : back;
	}

	/**
	 * Ends the attempt of a worker that did not renew its lease.
	 * @param policy when to try again
	 * @param now the time
	 * @return the task, waiting or ended
	 * @throws StaleAttemptException if it is not running any more
	 */
	public Transition expire(RetryPolicy policy, Instant now) {
		requirePresent(this.attempt);
		return fail(this.attempt, TaskFailure.of(FailureCode.WORKER_LOST), SiteRemarks.NONE, policy, now);
	}

	/**
	 * Asks the task to stop. A task that no worker holds ends at once; a running one is
	 * told with the next renewal of its lease.
	 * @param now the time
	 * @return the task; asking again gives the same answer
	 * @throws IllegalTransitionException if it has succeeded or failed
	 */
	public Transition cancel(Instant now) {
		if (this.status == TaskStatus.CANCELLED || this.cancelRequested) {
			return unchanged();
		}
		if (this.status == TaskStatus.RUNNING && !isExpanded()) {
			return new Transition(new TaskBuilder(this).cancelRequested(true).updatedAt(now).build(),
					new Placement.Unmoved());
		}
		return this.status.isEnded() ? illegal(TaskStatus.CANCELLED) : endCancelled(now);
	}

	/**
	 * Ends an attempt that was asked to stop.
	 * @param by the number of the attempt that asks
	 * @param now the time
	 * @return the cancelled task; asking again gives the same answer
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Transition confirmCancel(int by, Instant now) {
		if (hasEnded(by, TaskStatus.CANCELLED)) {
			return unchanged();
		}
		requirePresent(by);
		return endCancelled(now);
	}

	/**
	 * Starts a fresh round: failures are forgotten, and the task queues up anew. It
	 * belongs to whoever asked for this round: nobody fills up another's places, or
	 * passes by his own limit, with what others have left.
	 * @param asker who asks
	 * @param now the time
	 * @return the waiting task
	 * @throws IllegalTransitionException if it has not failed and was not cancelled, or
	 * is a preview, of which another is asked for
	 */
	public Transition retry(String asker, Instant now) {
		if (!this.status.isEnded() || this.kind == TaskKind.PREVIEW) {
			return illegal(TaskStatus.QUEUED);
		}
		Task queued = to(TaskStatus.QUEUED, now).owner(asker)
			.identity(null)
			.video((this.identity != null) ? VideoId.random() : this.video)
			.expansion((this.expansion != null) ? Expansion.begin(this.expansion.limit(), now) : null)
			.failures(Map.of())
			.error(null)
			.warnings(List.of())
			.finishedAt(null)
			.startedAt(null)
			.build();
		return new Transition(queued, new Placement.Waiting(true));
	}

	/** How often in a row it was handed back before the present attempt, of ten. */
	public int timesHandedBack() {
		return Attempt.timesHandedBack(this.attempts, this.attempt);
	}

	SharedDownload shared() {
		return new SharedDownload(this);
	}

	Task withAdmission(long number) {
		return new TaskBuilder(this).admission(number).build();
	}

	/**
	 * Tells whether the task gave up on a cause that may have gone away meanwhile.
	 * @return whether it is a dead letter
	 */
	public boolean isDeadLetter() {
		return this.status == TaskStatus.FAILED && this.error != null && this.error.code().isTransient();
	}

	Transition endCancelled(Instant now) {
		TaskBuilder ended = to(TaskStatus.CANCELLED, now).cancelRequested(false).finishedAt(now);
		if (this.status == TaskStatus.RUNNING && !isExpanded()) {
			ended.endAttempt(Attempt.Outcome.CANCELLED, null);
		}
		return new Transition(ended.build(), new Placement.Ended());
	}

	Transition unchanged() {
		return new Transition(this, new Placement.Unmoved());
	}

	private Transition illegal(TaskStatus next) {
		throw new IllegalTransitionException(this.status, next);
	}

	// An accepted cancel wins over every other outcome, so it answers their repetition
	// too.
	boolean hasEnded(int by, TaskStatus outcome) {
		return by > 0 && this.attempt == by && (this.status == outcome || this.status == TaskStatus.CANCELLED);
	}

	private boolean hasFailed(int by, TaskFailure failure) {
		if (hasEnded(by, TaskStatus.FAILED)) {
			return this.status == TaskStatus.CANCELLED || failure.equals(this.error);
		}
		return hasEnded(by, TaskStatus.QUEUED) && this.failures.containsKey(failure.code());
	}

	void requirePresent(int by) {
		if (this.status != TaskStatus.RUNNING || this.attempt != by || isExpanded()) {
			throw new StaleAttemptException("Attempt " + by + " of task " + this.id + " is not the present one");
		}
	}

	TaskBuilder to(TaskStatus next, Instant now) {
		if (!this.status.canBecome(next)) {
			throw new IllegalTransitionException(this.status, next);
		}
		return new TaskBuilder(this).status(next).updatedAt(now);
	}

}

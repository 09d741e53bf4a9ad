package io.autoclip.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.json.StoredJson;
import io.autoclip.task.SaveCommand.Guard;
import io.autoclip.video.VideoId;

/**
 * The truth about all tasks, in Redis. The step that changes a task also moves it between
 * its places, frees tokens, tells the event stream and admits whoever may run next, so
 * that throughput never waits for a tick.
 */
public class TaskRepository {

	private static final StoreScript<List<Object>> RENEW = StoreScript.answeringList(TaskRepository.class, "renew.lua");

	private static final StoreScript<Long> PROGRESS = StoreScript.answeringNumber(TaskRepository.class, "progress.lua");

	private final StringRedisTemplate redis;

	private final Duration lease;

	private final RetryPolicy retries;

	private final TaskReader reader;

	private final TaskWriter writer;

	private final TaskCreation creation;

	private final Cascade cascade;

	TaskRepository(StringRedisTemplate redis, AdmissionPublisher publisher, Duration lease, RetryPolicy retries) {
		this.redis = redis;
		this.lease = lease;
		this.retries = retries;
		this.reader = new TaskReader(redis);
		Saving saving = new Saving(redis, publisher, lease);
		this.writer = new TaskWriter(this.reader, saving);
		this.creation = new TaskCreation(this.reader, saving);
		this.cascade = new Cascade(redis, this.reader, this.writer);
	}

	/**
	 * Accepts a request to download a video. When this returns, the task is durable.
	 * @param url the link
	 * @param owner who asks
	 * @return the waiting task
	 * @throws TooManyTasksException if the owner has as many as he may
	 */
	public Task accept(SourceUrl url, String owner) {
		return accept(TaskWish.download(url, owner), null);
	}

	/**
	 * Accepts a wish that may be a repetition of one that was accepted before. When this
	 * returns, the task is durable. What the library is known to have is not fetched
	 * again: such a task has succeeded.
	 * @param wish what is asked for
	 * @param key what makes the request safe to repeat, if anything does
	 * @return the task, which waits or has succeeded; or the one that was accepted
	 * before, as it is now
	 * @throws IdempotencyKeyReusedException if the key was used for another content
	 * @throws TooManyTasksException if the owner has as many as he may
	 */
	public Task accept(TaskWish wish, @Nullable IdempotencyKey key) {
		List<Optional<Task>> accepted = this.creation.create(List.of(wish), key);
		if (accepted.isEmpty()) {
			throw new TooManyTasksException();
		}
		return accepted.getFirst().orElseThrow(() -> new IllegalStateException("A key has outlived its task"));
	}

	/**
	 * Accepts the wishes of one owner in one step: as many as he may have tasks, the
	 * first ones. When this returns, the tasks are durable. If none was accepted, the key
	 * is not used up.
	 * @param wishes what is asked for, at least one
	 * @param key what makes the request safe to repeat, if anything does
	 * @return the tasks in order, which wait or have succeeded, fewer than were asked for
	 * if that were too many; or those that were accepted before, as they are now, empty
	 * for one that is forgotten
	 * @throws IdempotencyKeyReusedException if the key was used for another content
	 */
	public List<Optional<Task>> acceptAll(List<TaskWish> wishes, @Nullable IdempotencyKey key) {
		return this.creation.create(wishes, key);
	}

	/**
	 * Looks a task up.
	 * @param id the task
	 * @return its snapshot, if there is such a task
	 */
	public Optional<TaskSnapshot> find(TaskId id) {
		return Optional.ofNullable(this.reader.load(List.of(id.value())).only());
	}

	/**
	 * Looks many tasks up.
	 * @param ids the tasks
	 * @return the snapshots of those that there are, in the same order
	 */
	public List<TaskSnapshot> findAll(List<String> ids) {
		return ids.isEmpty() ? List.of() : this.reader.load(ids).readable();
	}

	/**
	 * Looks up what a download would be answered with.
	 * @param identity the download
	 * @return the video, if the library has it, with its files as far as is known
	 */
	public Optional<VideoId> known(MediaIdentity identity) {
		return Optional.ofNullable(this.reader.standing(identity).known());
	}

	/**
	 * Lists tasks, newest first.
	 * @param query which
	 * @return their snapshots
	 */
	public List<TaskSnapshot> list(TaskQuery query) {
		return this.reader.list(query);
	}

	/**
	 * Begins an attempt with an admission.
	 * @param admission the admission that the worker was told
	 * @param worker the worker
	 * @return the running task
	 * @throws UnknownTaskException if there is no such task
	 * @throws StaleAttemptException if the admission is used up or was given back
	 */
	public Task claim(Admission admission, WorkerId worker) {
		return this.writer.change(admission.task(), Guard.ADMITTED,
				(task, now) -> task.claim(admission.number(), worker, now));
	}

	/**
	 * Ends an attempt whose link the library knows by now.
	 * @param attempt the attempt
	 * @return the task: running if it shall go on
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Task answer(AttemptId attempt) {
		return this.writer.answer(attempt);
	}

	/**
	 * Tells what an attempt is about to download. The first who does leads; whoever wants
	 * the same meanwhile ends his attempt here, and waits without a worker for the first
	 * one's end.
	 * @param attempt the attempt
	 * @param identity what it would download
	 * @return the task: running if it leads and shall go on; else it follows, has
	 * succeeded with what the library has, or is cancelled if that was accepted first
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Task lead(AttemptId attempt, MediaIdentity identity) {
		return this.writer.lead(attempt, identity);
	}

	/**
	 * Ends a task with its result, which becomes visible in the same step.
	 * @param attempt the attempt that made the result
	 * @param result what to publish
	 * @param remarks what the site said besides
	 * @return the task: succeeded, or cancelled if that was accepted first
	 * @throws StaleAttemptException if it is not the present attempt
	 * @throws VideoGoneException if it is about a video that was deleted
	 * @throws TooManyClipsException if the video would have too many
	 */
	public Task succeed(AttemptId attempt, Published result, SiteRemarks remarks) {
		return this.writer.publish(attempt, result, remarks);
	}

	/**
	 * Ends a task whose result is not in the library.
	 * @param attempt the attempt that made the result
	 * @param remarks what the site said besides
	 * @return the task: succeeded, or cancelled if that was accepted first
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Task succeed(AttemptId attempt, SiteRemarks remarks) {
		return change(attempt.task(), (task, now) -> task.succeed(attempt.attempt(), remarks, now));
	}

	/**
	 * Ends an attempt with a failure, and keeps what the site said besides.
	 * @param attempt the attempt
	 * @param failure why
	 * @param remarks what the site said besides
	 * @return the task, waiting for another attempt or ended
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Task fail(AttemptId attempt, TaskFailure failure, SiteRemarks remarks) {
		return change(attempt.task(), (task, now) -> task.fail(attempt.attempt(), failure, remarks, this.retries, now));
	}

	/**
	 * Gives a task back because the worker stops.
	 * @param attempt the attempt
	 * @return the waiting task
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Task handBack(AttemptId attempt) {
		return change(attempt.task(), (task, now) -> task.handBack(attempt.attempt(), now));
	}

	/**
	 * Gives a task back for a while because its worker cannot take it at this moment.
	 * @param attempt the attempt
	 * @param delay how long the task waits before it queues up again, at most 59 minutes
	 * @return the waiting task
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Task putOff(AttemptId attempt, Duration delay) {
		return change(attempt.task(), (task, now) -> task.putOff(attempt.attempt(), delay, now));
	}

	/**
	 * Ends an attempt that was asked to stop.
	 * @param attempt the attempt
	 * @return the cancelled task
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Task confirmCancel(AttemptId attempt) {
		return change(attempt.task(), (task, now) -> task.confirmCancel(attempt.attempt(), now));
	}

	/**
	 * Ends the attempt of a worker that did not renew its lease in time; does nothing if
	 * it has renewed it or ended meanwhile.
	 * @param id the task
	 */
	public void expire(TaskId id) {
		this.writer.change(id, Guard.LEASE_EXPIRED, (task, now) -> task.expire(this.retries, now));
	}

	/**
	 * Asks a task to stop.
	 * @param id the task
	 * @return the task, ended or told to end
	 * @throws UnknownTaskException if there is no such task
	 * @throws IllegalTransitionException if it has succeeded or failed
	 */
	public Task cancel(TaskId id) {
		Task task = change(id, (known, now) -> new ListTransitions(known).cancel(now));
		if (task.kind() == TaskKind.PLAYLIST) {
			this.cascade.begin(id);
		}
		return task;
	}

	/**
	 * Makes tasks of entries of a list, each once, in one step.
	 * @param attempt the attempt that goes through the list
	 * @param entries a page of entries, at most 50
	 * @param expected how many there will be, if the site has told
	 * @return whether to go on
	 * @throws StaleAttemptException if it is not the present attempt: there are no new
	 * tasks
	 */
	public Growth expand(AttemptId attempt, List<ListEntry> entries, @Nullable Integer expected) {
		return this.writer.expand(attempt, entries, expected);
	}

	/**
	 * Tells whether an owner may have another child of a list.
	 * @param owner who
	 * @return whether he may have one more
	 */
	public boolean hasRoomForChildren(String owner) {
		return this.reader.roomForChildren(owner) > 0;
	}

	/**
	 * Ends an attempt that has gone through a list: the task waits for its children.
	 * @param attempt the attempt
	 * @param more whether the list has more entries than the task may make tasks of
	 * @param remarks what the site said besides
	 * @return the task: running, or cancelled if that was accepted first
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Task expanded(AttemptId attempt, boolean more, SiteRemarks remarks) {
		return change(attempt.task(),
				(task, now) -> new ListTransitions(task).expanded(attempt.attempt(), more, remarks, now));
	}

	/** Ends a task that has waited for its children, if all of them have ended. */
	void finish(TaskId id) {
		this.writer.change(id, Guard.CHILDLESS, (task, now) -> new ListTransitions(task).finish(now));
	}

	/** Cancels the children of a list that was cancelled. */
	void cancelChildren(TaskId id) {
		this.cascade.run(id);
	}

	/**
	 * Lists the children of a list, newest first.
	 * @param parent the list's task
	 * @param before only those accepted before this position; from the newest on if
	 * absent
	 * @param limit how many at the most
	 * @return their snapshots
	 */
	public List<TaskSnapshot> children(TaskId parent, @Nullable Long before, int limit) {
		return this.reader.children(parent, before, limit);
	}

	/**
	 * Starts a fresh round of a task that has failed or was cancelled. It is the asker's
	 * from then on. That of a list begins when all have stopped that were cancelled with
	 * it: so what it meets has ended in the round before, and a cancel never reaches into
	 * the next.
	 * @param id the task
	 * @param asker who asks
	 * @return the waiting task
	 * @throws UnknownTaskException if there is no such task
	 * @throws IllegalTransitionException if it has not failed and was not cancelled, or
	 * tasks that were cancelled with it have not stopped yet
	 * @throws TooManyTasksException if the asker has as many tasks as he may
	 */
	public Task retry(TaskId id, String asker) {
		try {
			return this.writer.change(id, Guard.CALM, (task, now) -> task.retry(asker, now));
		}
		catch (StaleAttemptException ex) {
			throw IllegalTransitionException.whileOthersStop(look(id).status());
		}
	}

	/**
	 * Renews leases.
	 * @param worker who holds them
	 * @param attempts the attempts that are alive
	 * @return an answer for each attempt, in order
	 */
	public List<LeaseAnswer> renew(WorkerId worker, List<AttemptId> attempts) {
		Stream<String> head = Stream.of(worker.value(), String.valueOf(this.lease.toMillis()));
		Stream<String> leases = attempts.stream()
			.flatMap((attempt) -> Stream.of(attempt.task().value(), String.valueOf(attempt.attempt())));
		List<Object> answers = RENEW.run(this.redis, Stream.concat(head, leases).toArray());
		return answers.stream().map((answer) -> LeaseAnswer.of((String) answer)).toList();
	}

	/**
	 * Tells what a worker has.
	 * @param worker the worker
	 * @return the tasks that it holds a lease of
	 */
	public Set<TaskId> leasedBy(WorkerId worker) {
		Set<String> ids = this.redis.opsForSet().members("{autoclip}:leased:" + worker);
		return (ids == null) ? Set.of() : ids.stream().map(TaskId::new).collect(Collectors.toSet());
	}

	/**
	 * Tells how far an attempt has come. A stale attempt is not heard.
	 * @param id the task
	 * @param progress how far
	 */
	public void report(TaskId id, Progress progress) {
		PROGRESS.run(this.redis, id.value(), String.valueOf(progress.attempt()), StoredJson.write(progress));
	}

	private Task look(TaskId id) {
		return find(id).orElseThrow(() -> new UnknownTaskException(id)).task();
	}

	private Task change(TaskId id, BiFunction<Task, Instant, Transition> transition) {
		return this.writer.change(id, Guard.NONE, transition);
	}

}

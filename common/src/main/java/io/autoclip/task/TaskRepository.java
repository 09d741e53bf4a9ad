package io.autoclip.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

import io.autoclip.json.StoredJson;
import io.autoclip.task.SaveCommand.Guard;

/**
 * The truth about all tasks, in Redis. A change reads the record with Redis' time, lets
 * {@link Task} decide, and saves the decision in one script that refuses it if the record
 * has changed meanwhile; then it decides again. The same script moves the task between
 * its places, frees tokens, tells the event stream and admits whoever may run next, so
 * that throughput never waits for a tick.
 */
public class TaskRepository {

	private static final StoreScript<List<Object>> LOAD = StoreScript.answeringList(TaskRepository.class, "load.lua");

	private static final StoreScript<List<Object>> SAVE = StoreScript.answeringList(TaskRepository.class, "save.lua");

	private static final StoreScript<List<Object>> RENEW = StoreScript.answeringList(TaskRepository.class, "renew.lua");

	private static final StoreScript<Long> PROGRESS = StoreScript.answeringNumber(TaskRepository.class, "progress.lua");

	private static final int MAX_CONFLICTS = 100;

	private final StringRedisTemplate redis;

	private final AdmissionPublisher publisher;

	private final Duration lease;

	TaskRepository(StringRedisTemplate redis, AdmissionPublisher publisher, Duration lease) {
		this.redis = redis;
		this.publisher = publisher;
		this.lease = lease;
	}

	/**
	 * Accepts a request to download a video. When this returns, the task is durable.
	 * @param url the link
	 * @param owner who asks
	 * @return the waiting task
	 */
	public Task accept(SourceUrl url, String owner) {
		Transition accepted = Task.accept(url, owner, now());
		if (!save(accepted, 0, Guard.NONE, null)) {
			throw new IllegalStateException("A new task met another of its id");
		}
		return accepted.task();
	}

	/**
	 * Looks a task up.
	 * @param id the task
	 * @return its snapshot, if there is such a task
	 */
	public Optional<TaskSnapshot> find(TaskId id) {
		return Optional.ofNullable(load(List.of(id.value())).only());
	}

	/**
	 * Lists tasks, newest first.
	 * @param query which
	 * @return their snapshots
	 */
	public List<TaskSnapshot> list(TaskQuery query) {
		String index = (query.status() == null) ? "{autoclip}:tasks" : "{autoclip}:tasks:" + query.status().text();
		double highest = (query.before() == null) ? Double.POSITIVE_INFINITY : query.before() - 1;
		List<TaskSnapshot> found = new ArrayList<>();
		while (found.size() < query.limit()) {
			Set<TypedTuple<String>> page = this.redis.opsForZSet()
				.reverseRangeByScoreWithScores(index, 0, highest, 0, query.limit() - found.size());
			if (page == null || page.isEmpty()) {
				break;
			}
			List<String> ids = new ArrayList<>();
			for (TypedTuple<String> entry : page) {
				ids.add(Objects.requireNonNull(entry.getValue()));
				highest = Objects.requireNonNull(entry.getScore()) - 1;
			}
			found.addAll(load(ids).readable());
		}
		return found;
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
		return change(admission.task(), Guard.ADMITTED, (task, now) -> task.claim(admission.number(), worker, now),
				(task) -> null);
	}

	/**
	 * Ends a task with its result, which becomes visible in the same step.
	 * @param attempt the attempt that made the result
	 * @param result the record to publish
	 * @return the task: succeeded, or cancelled if that was accepted first; then nothing
	 * was published
	 * @throws StaleAttemptException if it is not the present attempt: nothing was
	 * published
	 */
	public Task succeed(AttemptId attempt, PublishedRecord result) {
		return change(attempt.task(), Guard.NONE, (task, now) -> task.succeed(attempt.attempt(), now),
				(task) -> (task.status() == TaskStatus.SUCCEEDED) ? result : null);
	}

	/**
	 * Ends an attempt with a failure.
	 * @param attempt the attempt
	 * @param failure why
	 * @return the task, waiting for another attempt or ended
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	public Task fail(AttemptId attempt, TaskFailure failure) {
		return change(attempt.task(), (task, now) -> task.fail(attempt.attempt(), failure, now));
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
		change(id, Guard.LEASE_EXPIRED, (task, now) -> task.expire(now), (task) -> null);
	}

	/**
	 * Asks a task to stop.
	 * @param id the task
	 * @return the task, ended or told to end
	 * @throws UnknownTaskException if there is no such task
	 * @throws IllegalTransitionException if it has succeeded or failed
	 */
	public Task cancel(TaskId id) {
		return change(id, Task::cancel);
	}

	/**
	 * Starts a fresh round of a task that has failed or was cancelled.
	 * @param id the task
	 * @return the waiting task
	 * @throws UnknownTaskException if there is no such task
	 * @throws IllegalTransitionException if it has not failed and was not cancelled
	 */
	public Task retry(TaskId id) {
		return change(id, Task::retry);
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
	 * Tells how far an attempt has come. A stale attempt is not heard.
	 * @param id the task
	 * @param progress how far
	 */
	public void report(TaskId id, Progress progress) {
		PROGRESS.run(this.redis, id.value(), String.valueOf(progress.attempt()), StoredJson.write(progress));
	}

	private Task change(TaskId id, BiFunction<Task, Instant, Transition> transition) {
		return change(id, Guard.NONE, transition, (task) -> null);
	}

	private Task change(TaskId id, Guard guard, BiFunction<Task, Instant, Transition> transition,
			Function<Task, @Nullable PublishedRecord> result) {
		for (int conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
			Loaded loaded = load(List.of(id.value()));
			TaskSnapshot before = loaded.only();
			if (before == null) {
				throw new UnknownTaskException(id);
			}
			Transition next = transition.apply(before.task(), loaded.now());
			boolean unchanged = next.task().equals(before.task());
			if (unchanged || save(next, before.revision(), guard, result.apply(next.task()))) {
				return next.task();
			}
			if (guard != Guard.NONE && isSame(before)) {
				throw new StaleAttemptException(
						"The admission or the expiry of task " + id + " does not hold any more");
			}
		}
		throw new IllegalStateException("Task " + id + " changes faster than it can be saved");
	}

	private boolean isSame(TaskSnapshot before) {
		return find(before.task().id()).filter((now) -> now.revision() == before.revision()).isPresent();
	}

	private boolean save(Transition transition, long revision, Guard guard, @Nullable PublishedRecord result) {
		SaveCommand command = SaveCommand.of(transition, revision, guard, this.lease, result, this.publisher.isReady());
		List<Object> answer = SAVE.run(this.redis, command.json());
		if (!"saved".equals(answer.getFirst())) {
			return false;
		}
		List<Admission> admissions = admissions(answer.subList(1, answer.size()));
		if (!admissions.isEmpty()) {
			this.publisher.publish(admissions);
		}
		return true;
	}

	/**
	 * Reads what a script that admits has answered.
	 * @param flat task, admission, task, admission …
	 * @return the admissions
	 */
	public static List<Admission> admissions(List<Object> flat) {
		List<Admission> admissions = new ArrayList<>();
		for (int i = 0; i < flat.size(); i += 2) {
			admissions.add(new Admission(new TaskId((String) flat.get(i)), Long.parseLong((String) flat.get(i + 1))));
		}
		return admissions;
	}

	private Instant now() {
		Long millis = this.redis
			.execute((RedisConnection connection) -> connection.serverCommands().time(TimeUnit.MILLISECONDS));
		return Instant.ofEpochMilli(Objects.requireNonNull(millis));
	}

	private Loaded load(List<String> ids) {
		List<Object> answer = LOAD.run(this.redis, ids.toArray());
		List<StoredTask> stored = new ArrayList<>();
		for (int i = 1; i < answer.size(); i += 2) {
			stored.add(new StoredTask(TaskSnapshot.pairs((List<?>) answer.get(i)), (String) answer.get(i + 1)));
		}
		return new Loaded(TaskSnapshot.time(answer.getFirst()), stored);
	}

	private record Loaded(Instant now, List<StoredTask> tasks) {

		@Nullable TaskSnapshot only() {
			StoredTask stored = this.tasks.getFirst();
			return stored.fields().isEmpty() ? null : TaskSnapshot.read(stored.fields(), stored.progress());
		}

		/** One record of a newer AutoClip must not hide all others. */
		List<TaskSnapshot> readable() {
			return this.tasks.stream()
				.filter((stored) -> TaskSnapshot.isReadable(stored.fields()))
				.map((stored) -> TaskSnapshot.read(stored.fields(), stored.progress()))
				.toList();
		}

	}

	private record StoredTask(Map<String, String> fields, String progress) {

	}

}

package io.autoclip.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.task.SaveCommand.Change;
import io.autoclip.task.SaveCommand.Guard;
import io.autoclip.task.SaveCommand.Use;
import io.autoclip.task.TaskReader.Loaded;
import io.autoclip.task.TaskReader.Standing;
import io.autoclip.video.VideoId;

/**
 * Makes transitions true in Redis: reads the record, lets {@link Task} decide, and saves
 * the decision if the record is still the same; if not, {@link Task} decides again. Those
 * who follow a task end in the same step as it does.
 */
class TaskWriter {

	private static final StoreScript<List<Object>> SAVE = StoreScript.answeringList(TaskWriter.class, "save.lua");

	private static final int MAX_CONFLICTS = 100;

	private final StringRedisTemplate redis;

	private final TaskReader reader;

	private final AdmissionPublisher publisher;

	private final long lease;

	TaskWriter(StringRedisTemplate redis, TaskReader reader, AdmissionPublisher publisher, Duration lease) {
		this.redis = redis;
		this.reader = reader;
		this.publisher = publisher;
		this.lease = lease.toMillis();
	}

	/**
	 * As many as the owner may have, the first ones; all of them are one owner's. What
	 * the library has, it answers at once; it may lose that between the look and the
	 * saving.
	 */
	List<Optional<Task>> create(List<TaskWish> wishes, @Nullable IdempotencyKey key) {
		int room = Integer.MAX_VALUE;
		for (int conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
			List<Transition> fitting = fitting(accepted(wishes), room);
			List<Object> answer = run(creation(fitting, key));
			if (isReplayed(answer)) {
				return this.reader.find(replayed(answer, key));
			}
			if (isFull(answer)) {
				if (fitting.size() == 1) {
					return List.of();
				}
				room = this.reader.room(wishes.getFirst().owner());
			}
			else if (isSaved(answer)) {
				return fitting.stream().map((transition) -> Optional.of(transition.task())).toList();
			}
		}
		throw new IllegalStateException("The tasks of an owner, or the library, change faster than one can be added");
	}

	private List<Transition> accepted(List<TaskWish> wishes) {
		List<Standing> standings = this.reader.standings(wishes.stream().map(TaskWish::identity).toList());
		List<Transition> accepted = new ArrayList<>();
		for (int i = 0; i < wishes.size(); i++) {
			VideoId known = wishes.get(i).isAnsweredByLibrary() ? standings.get(i).known() : null;
			Instant now = standings.get(i).now();
			accepted.add((known != null) ? Task.accept(wishes.get(i), known, now) : Task.accept(wishes.get(i), now));
		}
		return accepted;
	}

	/** At least one: it may be a repetition. */
	private static List<Transition> fitting(List<Transition> accepted, int room) {
		int fitting = 0;
		int begun = 0;
		for (Transition transition : accepted) {
			begun += transition.task().status().isEnded() ? 0 : 1;
			if (begun > room) {
				break;
			}
			fitting++;
		}
		return accepted.subList(0, Math.max(1, fitting));
	}

	private List<Change> creation(List<Transition> accepted, @Nullable IdempotencyKey key) {
		List<Change> changes = new ArrayList<>();
		for (Transition transition : accepted) {
			Guard guard = transition.task().status().isEnded() ? Guard.KNOWN : Guard.NONE;
			changes.add(Change.of(transition, 0, guard, this.lease)
				.withUse(changes.isEmpty() ? Use.of(key, accepted) : null));
		}
		return changes;
	}

	private static boolean isFull(List<Object> answer) {
		return "full".equals(answer.getFirst());
	}

	private static boolean isReplayed(List<Object> answer) {
		return "replayed".equals(answer.getFirst());
	}

	private static List<TaskId> replayed(List<Object> answer, @Nullable IdempotencyKey key) {
		if (key == null || !key.content().equals(answer.get(2))) {
			throw new IdempotencyKeyReusedException();
		}
		return Stream.of(((String) answer.get(1)).split(",")).map(TaskId::new).toList();
	}

	Task change(TaskId id, Guard guard, BiFunction<Task, Instant, Transition> transition) {
		return change(id, guard, transition, null);
	}

	/** The result becomes visible with the success, and only with it. */
	Task publish(TaskId id, BiFunction<Task, Instant, Transition> transition, PublishedRecord result) {
		return change(id, Guard.NONE, transition, result);
	}

	private Task change(TaskId id, Guard guard, BiFunction<Task, Instant, Transition> transition,
			@Nullable PublishedRecord result) {
		for (int conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
			Loaded loaded = this.reader.load(List.of(id.value()));
			TaskSnapshot before = known(loaded.only(), id);
			Transition next = transition.apply(before.task(), loaded.now());
			if (next.task().equals(before.task()) || save(before, next, guard, result, loaded.now())) {
				return next.task();
			}
			if (guard != Guard.NONE && load(id).revision() == before.revision()) {
				throw new StaleAttemptException(
						"The admission or the expiry of task " + id + " does not hold any more");
			}
		}
		throw changesTooFast(id);
	}

	/** How it stands may change between the look and the saving. */
	Task lead(AttemptId attempt, MediaIdentity identity) {
		return settle(attempt, identity, (task, standing) -> {
			if (standing.known() != null) {
				return task.shared().answer(attempt.attempt(), standing.known(), identity, standing.now());
			}
			if (standing.leader() != null && !standing.leader().equals(task.id())) {
				return task.shared().follow(attempt.attempt(), identity, standing.now());
			}
			return task.shared().lead(attempt.attempt(), identity, standing.toHeal(), standing.now());
		});
	}

	/** As lead, before the site has been asked. */
	Task answer(AttemptId attempt) {
		Task asked = load(attempt.task()).task();
		return settle(attempt, MediaIdentity.of(asked.url(), asked.output()),
				(task, standing) -> (standing.known() != null)
						? task.shared().answer(attempt.attempt(), standing.known(), null, standing.now())
						: task.unchanged());
	}

	private Task settle(AttemptId attempt, MediaIdentity identity, BiFunction<Task, Standing, Transition> decision) {
		for (int conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
			TaskSnapshot before = load(attempt.task());
			Standing standing = this.reader.standing(identity);
			Transition next = decision.apply(before.task(), standing);
			if (next.task().equals(before.task()) || save(before, next, guard(next), null, standing.now())) {
				return next.task();
			}
		}
		throw changesTooFast(attempt.task());
	}

	private static Guard guard(Transition next) {
		return switch (next.task().status()) {
			case RUNNING -> Guard.LEADS;
			case QUEUED -> Guard.FOLLOWS;
			case SUCCEEDED -> Guard.KNOWN;
			case FAILED, CANCELLED -> Guard.NONE;
		};
	}

	private boolean save(TaskSnapshot before, Transition next, Guard guard, @Nullable PublishedRecord result,
			Instant now) {
		PublishedRecord published = (next.task().status() == TaskStatus.SUCCEEDED) ? result : null;
		Change change = Change.of(next, before.revision(), guard, this.lease).withVideo(next.task(), published);
		List<Change> changes = withFollowers(before.task(), next.task(), change, now);
		return isSaved(run(changes, !isListThatStops(next.task())));
	}

	/** Nobody is let in who is about to be cancelled with it. */
	private static boolean isListThatStops(Task next) {
		boolean stops = next.cancelRequested() || next.status() == TaskStatus.CANCELLED;
		return stops && next.kind() == TaskKind.PLAYLIST;
	}

	private List<Change> withFollowers(Task before, Task next, Change change, Instant now) {
		if (before.identity() == null || !before.shared().takesItsFollowersAlong(next)) {
			return List.of(change);
		}
		List<TaskSnapshot> followers = this.reader.followers(before.identity());
		List<Change> changes = new ArrayList<>(List.of(change.withFollowers(followers.size())));
		for (TaskSnapshot follower : followers) {
			Transition end = follower.task().shared().endWith(next, now);
			changes.add(Change.of(end, follower.revision(), Guard.NONE, this.lease));
		}
		return changes;
	}

	/**
	 * Makes tasks of entries in one step with a change of their parent: if that was
	 * cancelled or has another attempt meanwhile, none comes into being.
	 */
	Growth expand(AttemptId attempt, List<SourceUrl> links, @Nullable Integer expected) {
		for (int conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
			Loaded loaded = this.reader.load(List.of(attempt.task().value()));
			TaskSnapshot parent = known(loaded.only(), attempt.task());
			if (parent.task().cancelRequested() || parent.task().status() == TaskStatus.CANCELLED) {
				return Growth.CANCELLED;
			}
			Transition grown = new ListTransitions(parent.task()).expand(attempt.attempt(), expected, loaded.now());
			List<Change> children = new Offspring(this.reader, parent, this.lease).of(links, loaded.now());
			int room = this.reader.roomForChildren(parent.task().owner());
			List<Change> changes = new ArrayList<>(
					List.of(Change.of(grown, parent.revision(), Guard.NONE, this.lease)));
			changes.addAll(children.subList(0, Math.min(room, children.size())));
			List<Object> answer = run(changes);
			if (!isFull(answer) && isSaved(answer)) {
				return (room < children.size()) ? Growth.HELD_BACK : Growth.DONE;
			}
		}
		throw changesTooFast(attempt.task());
	}

	/**
	 * All of them in one step, as long as nobody else changes one of them.
	 * @param admit whether others are let in by the same step
	 */
	boolean cancelAll(List<TaskSnapshot> tasks, Instant now, boolean admit) {
		List<Change> changes = new ArrayList<>();
		for (TaskSnapshot before : tasks) {
			Transition next = before.task().cancel(now);
			if (!next.task().equals(before.task())) {
				changes.add(Change.of(next, before.revision(), Guard.NONE, this.lease));
			}
		}
		return changes.isEmpty() || isSaved(run(changes, admit));
	}

	private List<Object> run(List<Change> changes) {
		return run(changes, true);
	}

	private List<Object> run(List<Change> changes, boolean admit) {
		return SAVE.run(this.redis, new SaveCommand(changes, admit && this.publisher.isReady()).json());
	}

	/** Whoever was let in by the same step is told to the workers. */
	private boolean isSaved(List<Object> answer) {
		if (isFull(answer)) {
			throw new TooManyTasksException();
		}
		if ("over_quota".equals(answer.getFirst())) {
			throw new QuotaExceededException();
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

	private TaskSnapshot load(TaskId id) {
		return known(this.reader.load(List.of(id.value())).only(), id);
	}

	private static TaskSnapshot known(@Nullable TaskSnapshot found, TaskId id) {
		if (found == null) {
			throw new UnknownTaskException(id);
		}
		return found;
	}

	private static IllegalStateException changesTooFast(TaskId id) {
		return new IllegalStateException("Task " + id + " changes faster than it can be saved");
	}

}

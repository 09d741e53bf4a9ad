package io.autoclip.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import io.autoclip.task.SaveCommand.Change;
import io.autoclip.task.SaveCommand.Guard;
import io.autoclip.task.TaskReader.Loaded;
import io.autoclip.task.TaskReader.Standing;

/**
 * Makes transitions true in Redis: reads the record, lets {@link Task} decide, and saves
 * the decision if the record is still the same; if not, {@link Task} decides again. Those
 * who follow a task end in the same step as it does.
 */
class TaskWriter {

	private final TaskReader reader;

	private final Saving saving;

	TaskWriter(TaskReader reader, Saving saving) {
		this.reader = reader;
		this.saving = saving;
	}

	Task change(TaskId id, Guard guard, BiFunction<Task, Instant, Transition> transition) {
		return change(id, guard, transition, null);
	}

	/** The result becomes visible with the success, and only with it. */
	Task publish(AttemptId attempt, Published result, SiteRemarks remarks) {
		return change(attempt.task(), Guard.NONE, (task, now) -> task.succeed(attempt.attempt(), result, remarks, now),
				result);
	}

	private Task change(TaskId id, Guard guard, BiFunction<Task, Instant, Transition> transition,
			@Nullable Published result) {
		for (int conflicts = 0; conflicts < Saving.MAX_CONFLICTS; conflicts++) {
			Loaded loaded = this.reader.load(List.of(id.value()));
			TaskSnapshot before = known(loaded.only(), id);
			Transition next = transition.apply(before.task(), loaded.now());
			if (next.task().equals(before.task()) || save(before, next, guard, result, loaded.now())) {
				return next.task();
			}
			if (guard != Guard.NONE && load(id).revision() == before.revision()) {
				throw new StaleAttemptException("What task " + id + " depends on is not as it must be: " + guard);
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
		for (int conflicts = 0; conflicts < Saving.MAX_CONFLICTS; conflicts++) {
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

	private boolean save(TaskSnapshot before, Transition next, Guard guard, @Nullable Published result, Instant now) {
		Published published = (next.task().status() == TaskStatus.SUCCEEDED) ? result : null;
		Change change = Change.of(next, before.revision(), guard, this.saving.lease()).with(next.task(), published);
		List<Change> changes = withFollowers(before.task(), next.task(), change, now);
		return this.saving.isSaved(this.saving.run(changes, !isListThatStops(next.task())));
	}

	/** Nobody is let in who is about to be cancelled with it. */
	private static boolean isListThatStops(Task next) {
		boolean stops = next.cancelRequested() || next.status() == TaskStatus.CANCELLED;
		return stops && next.kind() == TaskKind.PLAYLIST;
	}

	private List<Change> withFollowers(Task before, Task next, Change change, Instant now) {
		if (before.identity() == null || !before.shared().takesItsFollowersAlong(next)) {
			return withFollowUp(change, next, now);
		}
		List<TaskSnapshot> followers = this.reader.followers(before.identity());
		List<Change> changes = new ArrayList<>(withFollowUp(change.withFollowers(followers.size()), next, now));
		for (TaskSnapshot follower : followers) {
			Transition end = follower.task().shared().endWith(next, now);
			Change ended = Change.of(end, follower.revision(), Guard.NONE, this.saving.lease());
			changes.addAll(withFollowUp(ended, end.task(), now));
		}
		return changes;
	}

	/** What is to be split when it is there gets the task for it in the same step. */
	private List<Change> withFollowUp(Change change, Task next, Instant now) {
		return next.followUp(now)
			.map((clips) -> List.of(change, Change.of(clips, 0, Guard.NONE, this.saving.lease()).asPromised()))
			.orElseGet(() -> List.of(change));
	}

	/**
	 * Makes tasks of entries in one step with a change of their parent: if that was
	 * cancelled or has another attempt meanwhile, none comes into being.
	 */
	Growth expand(AttemptId attempt, List<ListEntry> entries, @Nullable Integer expected) {
		for (int conflicts = 0; conflicts < Saving.MAX_CONFLICTS; conflicts++) {
			Loaded loaded = this.reader.load(List.of(attempt.task().value()));
			TaskSnapshot parent = known(loaded.only(), attempt.task());
			if (parent.task().cancelRequested() || parent.task().status() == TaskStatus.CANCELLED) {
				return Growth.CANCELLED;
			}
			List<Change> children = new Offspring(this.reader, parent, this.saving.lease()).of(entries, loaded.now());
			int room = this.reader.roomForChildren(parent.task().owner());
			List<Change> fitting = children.subList(0, Math.min(room, children.size()));
			Transition grown = new ListTransitions(parent.task()).expand(attempt.attempt(), expected,
					Offspring.made(fitting), loaded.now());
			List<Change> changes = new ArrayList<>(
					List.of(Change.of(grown, parent.revision(), Guard.NONE, this.saving.lease())));
			changes.addAll(fitting);
			List<Object> answer = this.saving.run(changes);
			if (!Saving.isFull(answer) && this.saving.isSaved(answer)) {
				return (room < children.size()) ? Growth.HELD_BACK : Growth.DONE;
			}
		}
		throw changesTooFast(attempt.task());
	}

	/**
	 * All of them in one step, as long as nobody else changes one of them and their list
	 * is not started anew.
	 * @param admit whether others are let in by the same step
	 */
	boolean cancelAll(List<TaskSnapshot> tasks, Instant now, boolean admit) {
		List<Change> changes = new ArrayList<>();
		for (TaskSnapshot before : tasks) {
			Transition next = before.task().cancel(now);
			if (!next.task().equals(before.task())) {
				changes.add(Change.of(next, before.revision(), Guard.CASCADING, this.saving.lease()));
			}
		}
		return changes.isEmpty() || this.saving.isSaved(this.saving.run(changes, admit));
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

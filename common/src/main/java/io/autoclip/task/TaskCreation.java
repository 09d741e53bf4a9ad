package io.autoclip.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.autoclip.task.SaveCommand.Change;
import io.autoclip.task.SaveCommand.Guard;
import io.autoclip.task.SaveCommand.Use;
import io.autoclip.task.TaskReader.Standing;
import io.autoclip.video.VideoId;

/**
 * Makes tasks of wishes, in one step and once for each key.
 */
class TaskCreation {

	private final TaskReader reader;

	private final Saving saving;

	TaskCreation(TaskReader reader, Saving saving) {
		this.reader = reader;
		this.saving = saving;
	}

	/**
	 * As many as the owner may have, the first ones; all of them are one owner's. What
	 * the library has, it answers at once; it may lose that between the look and the
	 * saving.
	 */
	List<Optional<Task>> create(List<TaskWish> wishes, @Nullable IdempotencyKey key) {
		int room = Integer.MAX_VALUE;
		for (int conflicts = 0; conflicts < Saving.MAX_CONFLICTS; conflicts++) {
			List<Transition> fitting = fitting(accepted(wishes), room);
			List<Object> answer = this.saving.run(creation(fitting, key));
			if (isReplayed(answer)) {
				return this.reader.find(replayed(answer, key));
			}
			if (Saving.isFull(answer)) {
				if (fitting.size() == 1) {
					return List.of();
				}
				room = this.reader.room(wishes.getFirst().owner());
			}
			else if (this.saving.isSaved(answer)) {
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
			boolean begins = !transition.task().status().isEnded() || transition.task().clipping() != null;
			begun += begins ? 1 : 0;
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
			Task task = transition.task();
			changes.add(Change.of(transition, 0, guard, this.saving.lease())
				.withUse(changes.isEmpty() ? Use.of(key, accepted) : null)
				.about(task.kind().isLocal() ? task.video().value() : null, null));
			task.followUp(task.createdAt())
				.map((clips) -> Change.of(clips, 0, Guard.NONE, this.saving.lease()))
				.ifPresent(changes::add);
		}
		return changes;
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

}

package io.autoclip.api.event;

import java.util.List;

import io.autoclip.task.TaskId;
import io.autoclip.task.TaskQuery;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskSnapshot;

/**
 * Which tasks a client follows.
 */
sealed interface Scope {

	/**
	 * Reads how these tasks are at this moment.
	 * @param tasks where they are
	 * @return the tasks, oldest first
	 */
	List<TaskSnapshot> now(TaskRepository tasks);

	/**
	 * Tells whether an event is worth a look.
	 * @param event the event
	 * @return whether it may be of one of these tasks
	 */
	boolean mayInclude(TaskEvent event);

	/**
	 * Tells whether nothing more is to come after a task's state.
	 * @param task the state
	 * @return whether the stream ends with it
	 */
	boolean endsWith(TaskSnapshot task);

	/**
	 * Tells whether nothing more is to come at this moment.
	 * @param tasks where they are
	 * @return whether there is only one task, and it has ended
	 */
	boolean isOver(TaskRepository tasks);

	/**
	 * All tasks that one may see.
	 */
	record Everything() implements Scope {

		private static final int SNAPSHOT = 50;

		@Override
		public List<TaskSnapshot> now(TaskRepository tasks) {
			return tasks.list(new TaskQuery(null, null, SNAPSHOT)).reversed();
		}

		@Override
		public boolean mayInclude(TaskEvent event) {
			return event.isListed();
		}

		@Override
		public boolean endsWith(TaskSnapshot task) {
			return false;
		}

		@Override
		public boolean isOver(TaskRepository tasks) {
			return false;
		}

	}

	/**
	 * One task.
	 *
	 * @param id the task
	 */
	record One(TaskId id) implements Scope {

		@Override
		public List<TaskSnapshot> now(TaskRepository tasks) {
			return tasks.find(this.id).stream().toList();
		}

		@Override
		public boolean mayInclude(TaskEvent event) {
			return event.mayBeOf(this.id)
					&& event.snapshot().filter((task) -> task.task().id().equals(this.id)).isPresent();
		}

		@Override
		public boolean endsWith(TaskSnapshot task) {
			return task.task().status().isEnded();
		}

		@Override
		public boolean isOver(TaskRepository tasks) {
			return tasks.find(this.id).filter(this::endsWith).isPresent();
		}

	}

}

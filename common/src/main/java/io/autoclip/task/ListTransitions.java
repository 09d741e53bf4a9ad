package io.autoclip.task;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The transitions of a task that are about its list: it makes tasks of the entries, waits
 * for them and ends with them.
 *
 * @param task the list's task
 */
record ListTransitions(Task task) {

	/**
	 * Makes a task of an entry of this one's list.
	 * @param entry the entry
	 * @param now the time
	 * @return the child, which waits for its turn
	 */
	Transition bear(ListEntry entry, Instant now) {
		TaskWish wish = new TaskWish(TaskKind.DOWNLOAD, entry.link(), this.task.owner(), this.task.output(),
				this.task.force(), this.task.id());
		Transition born = Task.accept(this.task.id().child(entry.link()), wish.clippedBy(this.task.clipping()), now);
		return new Transition(new TaskBuilder(born.task()).title(entry.title()).build(), born.placement());
	}

	/**
	 * Notes that a page of the list's entries has become tasks.
	 * @param by the number of the attempt that asks
	 * @param expected how many there will be, if the site has told
	 * @param made how many of the tasks are new
	 * @param now the time
	 * @return the running task
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	Transition expand(int by, @Nullable Integer expected, int made, Instant now) {
		this.task.requirePresent(by);
		Expansion expansion = requireList().expecting(expected).making(made);
		return new Transition(new TaskBuilder(this.task).expansion(expansion).updatedAt(now).build(),
				new Placement.Unmoved());
	}

	/**
	 * Ends the attempt with the whole list gone through: the task waits for its children,
	 * without a worker.
	 * @param by the number of the attempt that asks
	 * @param more whether the list has more entries than the limit
	 * @param remarks what the site said besides
	 * @param now the time
	 * @return the task; asking again gives the same answer
	 * @throws StaleAttemptException if it is not the present attempt
	 */
	Transition expanded(int by, boolean more, SiteRemarks remarks, Instant now) {
		if (this.task.hasEnded(by, TaskStatus.SUCCEEDED) || (by == this.task.attempt() && this.task.isExpanded())) {
			return this.task.unchanged();
		}
		this.task.requirePresent(by);
		if (this.task.cancelRequested()) {
			return this.task.endCancelled(now);
		}
		Task waiting = new TaskBuilder(this.task).updatedAt(now)
			.expansion(requireList().completed(more))
			.endAttempt(Attempt.Outcome.EXPANDED, null)
			.warnings(remarks.warnings())
			.build();
		return new Transition(waiting, new Placement.Expanded());
	}

	/**
	 * Ends a task all of whose children have ended.
	 * @param now the time
	 * @return the task, succeeded, whatever has become of the children
	 * @throws StaleAttemptException if it does not wait for children
	 */
	Transition finish(Instant now) {
		if (!this.task.isExpanded()) {
			throw new StaleAttemptException("Task " + this.task.id() + " does not wait for children");
		}
		return new Transition(this.task.to(TaskStatus.SUCCEEDED, now).finishedAt(now).build(), new Placement.Ended());
	}

	private Expansion requireList() {
		Expansion expansion = this.task.expansion();
		if (expansion == null) {
			throw new IllegalStateException("Task " + this.task.id() + " is not about a list");
		}
		return expansion;
	}

	/**
	 * Asks a task to stop. A list that has failed may have children that live: it stays
	 * as it is, for their sake.
	 * @param now the time
	 * @return the task
	 * @throws IllegalTransitionException if it has ended otherwise
	 */
	Transition cancel(Instant now) {
		boolean failedList = this.task.kind() == TaskKind.PLAYLIST && this.task.status() == TaskStatus.FAILED;
		return failedList ? this.task.unchanged() : this.task.cancel(now);
	}

}

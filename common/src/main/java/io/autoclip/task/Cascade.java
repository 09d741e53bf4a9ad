package io.autoclip.task;

import java.util.List;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.task.SaveCommand.Guard;

/**
 * Cancels the children of lists that were cancelled. It is noted until none of them
 * lives: if whoever does it dies, the dispatcher goes on; and until then the list is not
 * started anew.
 */
class Cascade {

	private static final StoreScript<Long> BEGIN = StoreScript.answeringNumber(Cascade.class, "cascade.lua");

	private static final StoreScript<Long> END = StoreScript.answeringNumber(Cascade.class, "cascade-end.lua");

	/** How many are cancelled in one step. */
	private static final int PAGE = 50;

	private final StringRedisTemplate redis;

	private final TaskReader reader;

	private final TaskWriter writer;

	Cascade(StringRedisTemplate redis, TaskReader reader, TaskWriter writer) {
		this.redis = redis;
		this.reader = reader;
		this.writer = writer;
	}

	/** Cancels the children of a list that stops, or has ended without success. */
	void begin(TaskId list) {
		if (BEGIN.run(this.redis, list.value()) > 0) {
			run(list);
		}
	}

	/**
	 * Goes through the children once, the newest first: so hardly one is let in on the
	 * way. Those that run stop only soon.
	 */
	void run(TaskId list) {
		List<TaskSnapshot> page = this.reader.children(list, null, PAGE);
		while (!page.isEmpty()) {
			cancel(page);
			page = this.reader.children(list, page.getLast().position(), PAGE);
		}
		END.run(this.redis, list.value());
	}

	/** Others are let in when the last ones go, for before it would be their siblings. */
	private void cancel(List<TaskSnapshot> children) {
		List<TaskSnapshot> live = children.stream().filter((child) -> !child.task().status().isEnded()).toList();
		if (!this.writer.cancelAll(live, this.reader.now(), children.size() < PAGE)) {
			live.forEach((child) -> cancelIfItLives(child.task().id()));
		}
	}

	private void cancelIfItLives(TaskId child) {
		try {
			this.writer.change(child, Guard.CASCADING, Task::cancel);
		}
		catch (IllegalTransitionException | UnknownTaskException ex) {
			// It has ended, which is as good.
		}
		catch (StaleAttemptException ex) {
			// Its list is not to be cancelled any more.
		}
	}

}

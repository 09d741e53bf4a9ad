package io.autoclip.api.task;

import java.util.List;

import org.springframework.stereotype.Component;

import io.autoclip.task.IllegalTransitionException;
import io.autoclip.task.Task;
import io.autoclip.task.TaskQuery;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskSnapshot;
import io.autoclip.task.TooManyTasksException;
import io.autoclip.task.UnknownTaskException;

/**
 * Starts many tasks anew, one after the other: each is a transition of its own, so that
 * nobody waits for all of them. Those whose owner has as many as he may are passed over.
 */
@Component
class BulkRetry {

	private static final int PAGE = 100;

	private final TaskRepository tasks;

	BulkRetry(TaskRepository tasks) {
		this.tasks = tasks;
	}

	RetryResponse run(RetryRequest filter) {
		int retried = 0;
		boolean passedOver = false;
		Long before = null;
		while (true) {
			List<TaskSnapshot> page = this.tasks.list(new TaskQuery(filter.statusOrDefault(), before, PAGE));
			for (TaskSnapshot found : page) {
				if (retried == filter.limitOrDefault()) {
					return new RetryResponse(retried, true);
				}
				try {
					retried += (filter.fits(found.task()) && retry(found.task())) ? 1 : 0;
				}
				catch (TooManyTasksException ex) {
					passedOver = true;
				}
			}
			if (page.size() < PAGE) {
				return new RetryResponse(retried, passedOver);
			}
			before = page.getLast().position();
		}
	}

	/** Somebody else may have been faster. */
	private boolean retry(Task task) {
		try {
			this.tasks.retry(task.id());
			return true;
		}
		catch (IllegalTransitionException | UnknownTaskException ex) {
			return false;
		}
	}

}

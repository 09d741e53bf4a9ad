package io.autoclip.api.task;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.autoclip.api.http.Page;
import io.autoclip.task.IllegalTransitionException;
import io.autoclip.task.Task;
import io.autoclip.task.TaskQuery;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskSnapshot;
import io.autoclip.task.TooManyTasksException;
import io.autoclip.task.UnknownTaskException;

/**
 * Starts many tasks anew, one after the other: each is a transition of its own, so that
 * nobody waits for all of them. A call looks at so many and no more, and tells where the
 * next one goes on.
 */
@Component
class BulkRetry {

	private static final int MOST_LOOKED_AT = 10_000;

	private static final int PAGE = 100;

	private static final String LIST = "retries";

	private final TaskRepository tasks;

	BulkRetry(TaskRepository tasks) {
		this.tasks = tasks;
	}

	/**
	 * Starts tasks anew.
	 * @param filter which
	 * @param asker who asks, and whose they are from then on
	 * @return how far it has come
	 * @throws TooManyTasksException if there is one to start, and the asker may have none
	 * more
	 */
	RetryResponse run(RetryRequest filter, String asker) {
		return run(filter, asker, MOST_LOOKED_AT);
	}

	RetryResponse run(RetryRequest filter, String asker, int most) {
		Long before = Page.position(LIST, filter.cursor());
		int retried = 0;
		for (int lookedAt = 0; lookedAt < most; lookedAt += PAGE) {
			List<TaskSnapshot> page = this.tasks.list(new TaskQuery(filter.statusOrDefault(), before, PAGE));
			for (TaskSnapshot found : page) {
				if (retried == filter.limitOrDefault()) {
					return RetryResponse.more(retried, cursor(before));
				}
				try {
					retried += (filter.fits(found.task()) && retry(found.task(), asker)) ? 1 : 0;
				}
				catch (TooManyTasksException ex) {
					if (retried == 0) {
						throw ex;
					}
					return RetryResponse.full(retried, ex);
				}
				before = found.position();
			}
			if (page.size() < PAGE) {
				return RetryResponse.done(retried);
			}
		}
		return RetryResponse.more(retried, cursor(before));
	}

	private static @Nullable String cursor(@Nullable Long before) {
		return (before != null) ? Page.cursor(LIST, before) : null;
	}

	/** Somebody else may have been faster. */
	private boolean retry(Task task, String asker) {
		try {
			this.tasks.retry(task.id(), asker);
			return true;
		}
		catch (IllegalTransitionException | UnknownTaskException ex) {
			return false;
		}
	}

}

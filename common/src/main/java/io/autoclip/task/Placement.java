package io.autoclip.task;

import java.time.Duration;

/**
 * Where a task stands after a transition. A task that has not ended is in exactly one
 * place.
 */
public sealed interface Placement {

	/**
	 * In the waiting room of its site.
	 *
	 * @param newTag whether it queues up anew; a task that only comes back keeps its tag
	 */
	record Waiting(boolean newTag) implements Placement {

	}

	/**
	 * Out of the waiting room for a while.
	 *
	 * @param delay how long, from now
	 */
	record Delayed(Duration delay) implements Placement {

	}

	/**
	 * With those that wait for another task's download of the same video.
	 *
	 * @param identity what that task downloads
	 */
	record Following(MediaIdentity identity) implements Placement {

	}

	/**
	 * With those that wait for the ends of their children, without a worker.
	 */
	record Expanded() implements Placement {

	}

	/**
	 * With a worker, which must renew the lease.
	 *
	 * @param worker the worker
	 */
	record Leased(WorkerId worker) implements Placement {

	}

	/**
	 * Where it was: only the record changes.
	 */
	record Unmoved() implements Placement {

	}

	/**
	 * Nowhere: the task has ended.
	 */
	record Ended() implements Placement {

	}

}

package io.autoclip.task;

import java.util.Map;

/**
 * How the children of a task stand.
 *
 * @param queued how many wait
 * @param running how many are running
 * @param succeeded how many have succeeded
 * @param failed how many have failed
 * @param cancelled how many were cancelled
 */
public record Children(int queued, int running, int succeeded, int failed, int cancelled) {

	/** None. */
	public static final Children NONE = new Children(0, 0, 0, 0, 0);

	static Children of(Map<?, ?> counts) {
		return new Children(count(counts, TaskStatus.QUEUED), count(counts, TaskStatus.RUNNING),
				count(counts, TaskStatus.SUCCEEDED), count(counts, TaskStatus.FAILED),
				count(counts, TaskStatus.CANCELLED));
	}

	private static int count(Map<?, ?> counts, TaskStatus status) {
		Object count = counts.get(status.text());
		return (count != null) ? Integer.parseInt(count.toString()) : 0;
	}

	/**
	 * Returns how many there are.
	 * @return the number of children in any status
	 */
	public int total() {
		return this.queued + this.running + this.succeeded + this.failed + this.cancelled;
	}

}

package io.autoclip.task;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far a task has made tasks of its list's entries.
 *
 * @param limit how many at the most
 * @param expected how many there will be, as far as the site has told
 * @param complete whether the list has been gone through: from then on the task waits for
 * its children, without a worker
 * @param more whether the list has more entries than the limit
 * @param since when this round began: children that had failed or were cancelled by then
 * are started anew
 * @param made how many tasks were made in this round; those that are there from earlier
 * ones do not count
 */
public record Expansion(int limit, @Nullable Integer expected, boolean complete, boolean more, Instant since,
		int made) {

	static Expansion begin(int limit, Instant now) {
		return new Expansion(limit, null, false, false, now, 0);
	}

	Expansion expecting(@Nullable Integer told) {
		return new Expansion(this.limit, (told != null) ? told : this.expected, this.complete, this.more, this.since,
				this.made);
	}

	Expansion completed(boolean hasMore) {
		return new Expansion(this.limit, this.expected, true, hasMore, this.since, this.made);
	}

	Expansion making(int number) {
		return new Expansion(this.limit, this.expected, this.complete, this.more, this.since, this.made + number);
	}

	/** How many more tasks may be made in this round. */
	int room() {
		return Math.max(0, this.limit - this.made);
	}

	/** Whether a child had ended without a result when this round began. */
	boolean revives(Task child) {
		boolean ended = child.status() == TaskStatus.FAILED || child.status() == TaskStatus.CANCELLED;
		return ended && child.finishedAt() != null && !child.finishedAt().isAfter(this.since);
	}

}

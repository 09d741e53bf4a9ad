package io.autoclip.task;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.autoclip.json.StoredJson;

/**
 * The argument of {@code save.lua}; the names are the script's.
 *
 * @param id the task
 * @param revision the revision that the record must have; 0 for a new task
 * @param guard what must hold besides
 * @param fields the fields to write
 * @param place where the task goes
 * @param newTag whether it queues up anew
 * @param delay milliseconds until it waits again, if delayed
 * @param worker the holder of the lease, if leased
 * @param lease milliseconds until the lease ends, if leased
 * @param dead whether the task gave up on a cause that may go away
 * @param penalty milliseconds for which the site is left alone at the least
 * @param video the video to publish in the same step, if any
 * @param publish whether the caller can publish admissions
 * @param idempotency what makes a new task safe to ask for twice, if anything does
 */
record SaveCommand(String id, long revision, String guard, Map<String, String> fields, String place, boolean newTag,
		long delay, @Nullable String worker, long lease, boolean dead, long penalty, @Nullable PublishedRecord video,
		boolean publish, @Nullable IdempotencyKey idempotency) {

	static SaveCommand of(Transition transition, long revision, Guard guard, Duration lease,
			@Nullable PublishedRecord video, boolean publish) {
		Task task = transition.task();
		Placement placement = transition.placement();
		return new SaveCommand(task.id().value(), revision, guard.text, TaskSnapshot.write(task), place(placement),
				placement instanceof Placement.Waiting waiting && waiting.newTag(),
				placement instanceof Placement.Delayed delayed ? delayed.delay().toMillis() : 0,
				placement instanceof Placement.Leased leased ? leased.worker().value() : null, lease.toMillis(),
				placement instanceof Placement.Ended && task.isDeadLetter(), transition.sitePenalty().toMillis(), video,
				publish, null);
	}

	SaveCommand withIdempotencyKey(@Nullable IdempotencyKey key) {
		return new SaveCommand(this.id, this.revision, this.guard, this.fields, this.place, this.newTag, this.delay,
				this.worker, this.lease, this.dead, this.penalty, this.video, this.publish, key);
	}

	private static String place(Placement placement) {
		return switch (placement) {
			case Placement.Waiting waiting -> "waiting";
			case Placement.Delayed delayed -> "delayed";
			case Placement.Leased leased -> "leased";
			case Placement.Unmoved unmoved -> "unmoved";
			case Placement.Ended ended -> "ended";
		};
	}

	String json() {
		return StoredJson.write(this);
	}

	/**
	 * What must hold besides the revision when a transition is saved.
	 */
	enum Guard {

		NONE(""), ADMITTED("admitted"), LEASE_EXPIRED("expired");

		private final String text;

		Guard(String text) {
			this.text = text;
		}

	}

}

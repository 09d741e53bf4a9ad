package io.autoclip.messaging;

import java.time.Instant;
import java.util.Base64;

import io.autoclip.task.Task;

/**
 * Something that AutoClip has given up on and a person may look at: to put it back into
 * the queue, or to drop it.
 */
public sealed interface DeadLetter {

	/**
	 * Returns its name.
	 * @return an opaque id
	 */
	String id();

	/**
	 * Returns its place in the order in which letters died.
	 * @return the position, unique and growing
	 */
	long position();

	/**
	 * A task that failed for the last time for a cause that may have gone away.
	 *
	 * @param position its place in the order
	 * @param task the task, which has failed
	 */
	record OfTask(long position, Task task) implements DeadLetter {

		@Override
		public String id() {
			return this.task.id().value();
		}

	}

	/**
	 * A message that nobody could read.
	 *
	 * @param position its place in the order
	 * @param id its name
	 * @param body its raw body in Base64; of a larger one the first 64 KiB
	 * @param reason what was wrong with it
	 * @param diedAt when it was put aside
	 */
	record OfMessage(long position, String id, String body, String reason, Instant diedAt) implements DeadLetter {

		byte[] bytes() {
			return Base64.getDecoder().decode(this.body);
		}

	}

}

package io.autoclip.task;

import java.util.Locale;

/**
 * What a worker hears when it renews a lease.
 */
public enum LeaseAnswer {

	/** Go on. */
	RENEWED,
	/** Stop: somebody asked the task to end. */
	CANCEL,
	/** Stop: the task is somebody else's now, or has ended. */
	LOST;

	static LeaseAnswer of(String text) {
		return valueOf(text.toUpperCase(Locale.ROOT));
	}

}

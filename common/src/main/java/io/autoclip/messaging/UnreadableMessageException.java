package io.autoclip.messaging;

import org.jspecify.annotations.Nullable;

/**
 * A message that nobody can read.
 */
public class UnreadableMessageException extends RuntimeException {

	UnreadableMessageException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

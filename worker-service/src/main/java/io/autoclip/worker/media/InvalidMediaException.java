package io.autoclip.worker.media;

import org.jspecify.annotations.Nullable;

/**
 * A file is not media that can be played. The message is for the log.
 */
public class InvalidMediaException extends Exception {

	InvalidMediaException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

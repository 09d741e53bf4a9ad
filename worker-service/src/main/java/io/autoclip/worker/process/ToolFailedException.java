package io.autoclip.worker.process;

import org.jspecify.annotations.Nullable;

/**
 * A program could not be started, failed, or took too long. The message is for the log.
 */
public class ToolFailedException extends Exception {

	ToolFailedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

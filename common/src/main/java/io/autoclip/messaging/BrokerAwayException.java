package io.autoclip.messaging;

import org.jspecify.annotations.Nullable;

/**
 * The broker is away, or did not take a message.
 */
public class BrokerAwayException extends RuntimeException {

	BrokerAwayException(@Nullable Throwable cause) {
		super("The broker did not take the message", cause);
	}

}

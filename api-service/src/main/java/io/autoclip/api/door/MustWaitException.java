package io.autoclip.api.door;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/**
 * Refuses a client that has come with wrong tokens, whatever it comes with now.
 */
class MustWaitException extends AuthenticationException {

	private final Duration wait;

	MustWaitException(Duration wait) {
		super("Too many wrong tokens");
		this.wait = wait;
	}

	/** How long, in whole seconds, one at least. */
	long seconds() {
		return Math.max(1, this.wait.plusNanos(999_999_999).toSeconds());
	}

}

package io.autoclip.task;

/**
 * An idempotency key came back with another content.
 */
public class IdempotencyKeyReusedException extends RuntimeException {

	IdempotencyKeyReusedException() {
		super("The idempotency key was used for another content");
	}

}

package io.autoclip.task;

/**
 * A text is not a link that AutoClip takes. The message says why, for the person who sent
 * it, and does not repeat the text.
 */
public class InvalidSourceUrlException extends IllegalArgumentException {

	InvalidSourceUrlException(String message) {
		super(message);
	}

}

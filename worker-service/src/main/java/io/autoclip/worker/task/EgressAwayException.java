package io.autoclip.worker.task;

/**
 * Egress does not answer: nothing can be fetched, and no site is to blame.
 */
class EgressAwayException extends Exception {

	EgressAwayException(Throwable cause) {
		super("Egress does not answer: " + cause, cause);
	}

}

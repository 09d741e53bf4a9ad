package io.autoclip.task;

/**
 * A video would have more clips than it may.
 */
public class TooManyClipsException extends RuntimeException {

	TooManyClipsException() {
		super("A video would have more clips than it may");
	}

}

package io.autoclip.task;

/**
 * A task is about a video that is not in the library (any more).
 */
public class VideoGoneException extends RuntimeException {

	VideoGoneException() {
		super("A task is about a video that is not in the library (any more)");
	}

}

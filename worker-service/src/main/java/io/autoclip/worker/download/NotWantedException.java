package io.autoclip.worker.download;

/**
 * A download is not wanted any more: the library has the video, or another attempt
 * fetches it for all.
 */
public class NotWantedException extends Exception {

	/**
	 * Makes the exception.
	 * @param message why, for the log
	 */
	public NotWantedException(String message) {
		super(message);
	}

}

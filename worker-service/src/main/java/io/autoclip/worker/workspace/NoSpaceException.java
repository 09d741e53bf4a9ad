package io.autoclip.worker.workspace;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * The disk of the scratch directory is full. That is no fault of the task, nor of its
 * site: it may well succeed a little later, or elsewhere.
 */
public class NoSpaceException extends Exception {

	/** What Linux says for ENOSPC and EDQUOT, and Java hands on without their numbers. */
	private static final String[] TEXTS = { "No space left on device", "Disk quota exceeded" };

	/**
	 * Says that the disk is full.
	 * @param message how it was noticed
	 * @param cause what it broke, if it was an exception
	 */
	public NoSpaceException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Tells whether something failed because the disk is full.
	 * @param failure what was thrown
	 * @return whether a full disk is among its causes
	 */
	public static boolean isBehind(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < 20; depth++) {
			if (cause instanceof IOException && saysSo(cause.getMessage())) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	private static boolean saysSo(@Nullable String message) {
		for (String text : TEXTS) {
			if (message != null && message.contains(text)) {
				return true;
			}
		}
		return false;
	}

}

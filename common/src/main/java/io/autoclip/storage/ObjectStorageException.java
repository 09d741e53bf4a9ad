package io.autoclip.storage;

import org.jspecify.annotations.Nullable;

/**
 * The object storage is away or refused what was asked.
 */
public class ObjectStorageException extends RuntimeException {

	/**
	 * Says what is wrong.
	 * @param message what is wrong
	 * @param cause what it comes from, if anything
	 */
	public ObjectStorageException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

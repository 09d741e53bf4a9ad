package io.autoclip.storage;

import org.jspecify.annotations.Nullable;

/**
 * The object storage is away or refused what was asked.
 */
public class ObjectStorageException extends RuntimeException {

	ObjectStorageException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

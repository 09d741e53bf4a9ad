package io.autoclip.storage;

import java.io.IOException;

/**
 * There is no bucket yet, as an upload past the client has found out.
 */
class MissingBucketException extends IOException {

	MissingBucketException() {
		super("There is no such bucket");
	}

}

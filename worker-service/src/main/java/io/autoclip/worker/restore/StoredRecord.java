package io.autoclip.worker.restore;

import io.autoclip.video.Video;

/**
 * What was found where an attempt's record should be.
 */
sealed interface StoredRecord {

	/**
	 * A record that this AutoClip understands.
	 *
	 * @param video what it says
	 * @param doc its text, with whatever else stands in it
	 */
	record Understood(Video video, String doc) implements StoredRecord {

	}

	/**
	 * A record of a newer AutoClip, which is left alone.
	 */
	record Newer() implements StoredRecord {

	}

	/**
	 * Something else.
	 *
	 * @param reason what is wrong with it
	 */
	record Unreadable(String reason) implements StoredRecord {

	}

}

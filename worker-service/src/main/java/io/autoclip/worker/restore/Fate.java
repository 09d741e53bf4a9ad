package io.autoclip.worker.restore;

/**
 * What became of a video that has a record in the bucket.
 */
enum Fate {

	/** It was put back into the library. */
	RESTORED("restored"),

	/** It was in the library all the while. */
	KNOWN("known already"),

	/** Redis knows its task, which has yet to publish it or whose result was deleted. */
	LEFT_TO_TASK("left to their tasks"),

	/** No attempt has all of its objects. */
	INCOMPLETE("incomplete"),

	/** No attempt has a record that can be read. */
	UNREADABLE("unreadable"),

	/** A newer AutoClip has written its record. */
	NEWER("of a newer AutoClip");

	private final String words;

	Fate(String words) {
		this.words = words;
	}

	@Override
	public String toString() {
		return this.words;
	}

}

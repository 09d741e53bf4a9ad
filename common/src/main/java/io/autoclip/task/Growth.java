package io.autoclip.task;

/**
 * What became of a page of a list's entries.
 */
public enum Growth {

	/** Each is a task now: the next page may come. */
	DONE,
	/** Their owner may have no more children now: some are left for later. */
	HELD_BACK,
	/** The list's task was cancelled: there are no new tasks. */
	CANCELLED

}

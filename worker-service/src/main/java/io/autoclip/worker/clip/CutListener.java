package io.autoclip.worker.clip;

/**
 * Hears how cutting, or a search in a file, goes.
 */
public interface CutListener {

	/**
	 * Hears how far it has come, at most about twice a second.
	 * @param done seconds of media so far
	 * @param total seconds of media in all, if known, else 0
	 */
	void onProgress(double done, double total);

	/**
	 * Hears what a tool complains about.
	 * @param warning a sentence that may be told to people
	 */
	void onWarning(String warning);

	/**
	 * Hears, last of all, what the tool has said while it worked.
	 * @param text the end of it, which may be told to people; empty if it said nothing
	 */
	void onLog(String text);

}

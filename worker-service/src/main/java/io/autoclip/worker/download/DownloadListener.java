package io.autoclip.worker.download;

import io.autoclip.task.Progress;

/**
 * Hears how a download goes.
 */
public interface DownloadListener {

	/**
	 * Hears how far it has come, at most about twice a second.
	 * @param progress the phase and the numbers
	 */
	void onProgress(Progress progress);

	/**
	 * Hears what the site or a tool complains about.
	 * @param warning a sentence that may be told to people
	 */
	void onWarning(String warning);

	/**
	 * Hears, last of all, what the tool has said while it worked.
	 * @param text the end of it, which may be told to people; empty if it said nothing
	 */
	void onLog(String text);

}

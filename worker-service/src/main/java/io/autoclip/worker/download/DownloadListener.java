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
	 * Hears what the link leads to, before anything of it is downloaded.
	 * @param extractor what yt-dlp calls the site's extractor
	 * @param video the site's own id of the video
	 * @throws NotWantedException if it is not to be downloaded
	 * @throws InterruptedException if the caller's thread was interrupted
	 */
	default void onIdentified(String extractor, String video) throws NotWantedException, InterruptedException {
	}

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

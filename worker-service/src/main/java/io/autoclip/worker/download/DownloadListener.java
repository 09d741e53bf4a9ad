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

}

package io.autoclip.worker.task;

import io.autoclip.task.Progress;
import io.autoclip.worker.download.DownloadListener;

/**
 * Keeps in an attempt's log what is said while it looks at a link. There is no progress.
 *
 * @param attempt the attempt
 */
record LoggedWarnings(RunningAttempt attempt) implements DownloadListener {

	@Override
	public void onProgress(Progress progress) {
	}

	@Override
	public void onWarning(String warning) {
		this.attempt.log().warn(warning);
	}

	@Override
	public void onLog(String text) {
		this.attempt.log().tool(text);
	}

}

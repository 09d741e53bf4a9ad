package io.autoclip.worker.download;

import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Fetches the media behind a link into a directory, and looks at what came.
 */
public interface MediaDownloader {

	/**
	 * Fetches the media and waits for its end. When this returns or throws, nothing that
	 * it started is running any more.
	 * @param request what to fetch, and where to
	 * @param listener hears how it goes, on the caller's thread
	 * @return what was fetched
	 * @throws DownloadFailedException if there is nothing to be had, or nothing that can
	 * be played
	 * @throws NotWantedException if the listener wants no more of it
	 * @throws NoSpaceException if the disk is full
	 * @throws InterruptedException if the caller's thread was interrupted, which stops it
	 */
	DownloadedMedia download(DownloadRequest request, DownloadListener listener)
			throws DownloadFailedException, NotWantedException, NoSpaceException, InterruptedException;

}

package io.autoclip.worker.download;

import io.autoclip.preview.Preview;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Asks a site what is behind a link, and downloads nothing of it. When a method returns
 * or throws, nothing that it started is running any more.
 */
public interface MediaLookup {

	/**
	 * Tells what a link leads to.
	 * @param request what to look at, and where to keep the tool's own files
	 * @param listener hears how it goes, on the caller's thread
	 * @return what the site tells
	 * @throws DownloadFailedException if there is nothing to be had
	 * @throws NoSpaceException if the disk is full
	 * @throws InterruptedException if the caller's thread was interrupted, which stops it
	 */
	Preview preview(DownloadRequest request, DownloadListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException;

}

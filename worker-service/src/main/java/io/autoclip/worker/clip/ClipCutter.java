package io.autoclip.worker.clip;

import java.util.List;

import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Cuts a file into clips, and looks at what came. When the method returns or throws,
 * nothing that it started is running any more.
 */
public interface ClipCutter {

	/**
	 * Cuts a file and waits for its end.
	 * @param request what to cut, and where to
	 * @param listener hears how it goes, on the caller's thread
	 * @return the clips that could be cut, in the order of the request; one that could
	 * not be cut whole is missing, and the listener has heard a warning
	 * @throws DownloadFailedException if none could be cut
	 * @throws NoSpaceException if the disk is full
	 * @throws InterruptedException if the caller's thread was interrupted, which stops it
	 */
	List<CutClip> cut(CutRequest request, CutListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException;

}

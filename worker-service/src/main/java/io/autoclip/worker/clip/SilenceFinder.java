package io.autoclip.worker.clip;

import java.nio.file.Path;
import java.util.List;

import io.autoclip.task.AttemptId;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Finds where a file is silent. When the method returns or throws, nothing that it
 * started is running any more.
 */
public interface SilenceFinder {

	/**
	 * Goes through the sound of a file.
	 * @param attempt who asks
	 * @param source the media file, in the attempt's directory
	 * @param directory the attempt's directory
	 * @param threshold what is silent, in dB below full scale, negative
	 * @param least how long it must be silent, in seconds
	 * @param listener hears how it goes, on the caller's thread
	 * @return the silent parts, in order; empty if there are none or there is no sound
	 * @throws DownloadFailedException if the file cannot be read
	 * @throws NoSpaceException if the disk is full
	 * @throws InterruptedException if the caller's thread was interrupted, which stops it
	 */
	List<CutRequest.Cut> find(AttemptId attempt, Path source, Path directory, double threshold, double least,
			CutListener listener) throws DownloadFailedException, NoSpaceException, InterruptedException;

}

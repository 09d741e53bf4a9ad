package io.autoclip.worker.scene;

import java.nio.file.Path;

import io.autoclip.clip.Scenes;
import io.autoclip.task.AttemptId;
import io.autoclip.worker.clip.CutListener;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Finds where the scenes of a file change. When the method returns or throws, nothing
 * that it started is running any more.
 */
public interface SceneFinder {

	/**
	 * Goes through the pictures of a file, once.
	 * @param attempt who asks
	 * @param source the media file, in the attempt's directory
	 * @param directory the attempt's directory
	 * @param sensitivity how small a change is a cut, from 0 (only the clearest) to 1;
	 * 0.5 is the default
	 * @param least how long a scene lasts at least, in seconds
	 * @param listener hears how it goes, on the caller's thread
	 * @return what was found
	 * @throws DownloadFailedException if there are no pictures, or none can be read
	 * @throws NoSpaceException if the disk is full
	 * @throws InterruptedException if the caller's thread was interrupted, which stops it
	 */
	Scenes find(AttemptId attempt, Path source, Path directory, double sensitivity, double least, CutListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException;

}

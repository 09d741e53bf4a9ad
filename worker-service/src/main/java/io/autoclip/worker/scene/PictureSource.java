package io.autoclip.worker.scene;

import java.nio.file.Path;

import io.autoclip.task.AttemptId;
import io.autoclip.worker.clip.CutListener;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Decodes a video, once, and makes its pictures small. When the method returns or throws,
 * nothing that it started is running any more.
 */
public interface PictureSource {

	/**
	 * Goes through the pictures of a file.
	 * @param attempt who asks
	 * @param source the media file, in the attempt's directory
	 * @param directory the attempt's directory
	 * @param listener hears how it goes, on the caller's thread
	 * @param viewer sees each picture, on the caller's thread
	 * @throws DownloadFailedException if there are no pictures, or none can be read
	 * @throws NoSpaceException if the disk is full
	 * @throws InterruptedException if the caller's thread was interrupted, which stops it
	 */
	void read(AttemptId attempt, Path source, Path directory, CutListener listener, Viewer viewer)
			throws DownloadFailedException, NoSpaceException, InterruptedException;

	/**
	 * Sees the pictures.
	 */
	@FunctionalInterface
	interface Viewer {

		/** How wide every picture is, in pixels, whatever the video's shape. */
		int WIDTH = Picture.WIDTH;

		/** How high every picture is, in pixels. */
		int HEIGHT = Picture.HEIGHT;

		/**
		 * Sees a picture.
		 * @param time when it is shown, in seconds from the beginning of the file
		 * @param planes its planes Y, U and V, the last two of half the size both ways,
		 * one after another, without gaps
		 */
		void onPicture(double time, byte[] planes);

	}

}

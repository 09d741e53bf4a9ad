package io.autoclip.worker.ytdlp;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.stereotype.Component;

import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import io.autoclip.worker.clip.CutListener;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.scene.PictureSource;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Has the warm yt-dlp host decode a video, and reads the small pictures from the files
 * that it writes while it goes on.
 */
@Component
class HostPictures implements PictureSource {

	private final HostEdits edits;

	HostPictures(HostEdits edits) {
		this.edits = edits;
	}

	@Override
	public void read(AttemptId attempt, Path source, Path directory, CutListener listener, Viewer viewer)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		this.edits.run(attempt, source, directory, new HostJob.Frames(Viewer.WIDTH, Viewer.HEIGHT),
				HostEvent.FramesDone.class, listener, (event) -> show(event, directory, viewer));
	}

	private static void show(HostEvent.FramesFile event, Path directory, Viewer viewer) throws DownloadFailedException {
		Path file = directory.resolve("work").resolve("frames." + event.number());
		try {
			show(file, event.count(), viewer);
			Files.delete(file);
		}
		catch (IOException ex) {
			throw new DownloadFailedException(FailureCode.INTERNAL, "The pictures cannot be read: " + ex);
		}
	}

	private static void show(Path file, int count, Viewer viewer) throws IOException {
		byte[] planes = new byte[Viewer.WIDTH * Viewer.HEIGHT * 3 / 2];
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			for (int i = 0; i < count; i++) {
				double time = in.readDouble();
				in.readFully(planes);
				viewer.onPicture(time, planes);
			}
		}
	}

}

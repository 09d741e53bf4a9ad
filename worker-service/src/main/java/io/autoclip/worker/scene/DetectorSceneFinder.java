package io.autoclip.worker.scene;

import java.nio.file.Path;

import org.springframework.stereotype.Component;

import io.autoclip.clip.Scenes;
import io.autoclip.task.AttemptId;
import io.autoclip.worker.clip.CutListener;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Finds scenes by a {@link SceneDetector} while the pictures come in.
 */
@Component
class DetectorSceneFinder implements SceneFinder {

	private final PictureSource pictures;

	DetectorSceneFinder(PictureSource pictures) {
		this.pictures = pictures;
	}

	@Override
	public Scenes find(AttemptId attempt, Path source, Path directory, double sensitivity, double least,
			CutListener listener) throws DownloadFailedException, NoSpaceException, InterruptedException {
		SceneDetector detector = new SceneDetector();
		this.pictures.read(attempt, source, directory, listener,
				(time, planes) -> detector.accept(new Picture(time, planes)));
		return detector.finish(sensitivity, least);
	}

}

package io.autoclip.worker.split;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.springframework.stereotype.Component;

import io.autoclip.clip.Chapters;
import io.autoclip.clip.Clipping;
import io.autoclip.storage.ObjectStorage;
import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import io.autoclip.video.Chapter;
import io.autoclip.video.Video;
import io.autoclip.worker.clip.CutListener;
import io.autoclip.worker.clip.CutRequest;
import io.autoclip.worker.clip.SilenceFinder;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.scene.SceneFinder;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Plans where to cut a video.
 */
@Component
public class ClipPlanner {

	/** Longer than any video: where its end is not known. */
	private static final double FOR_EVER = 1e6;

	private final SceneFinder scenes;

	private final SilenceFinder silences;

	private final ObjectStorage storage;

	ClipPlanner(SceneFinder scenes, SilenceFinder silences, ObjectStorage storage) {
		this.scenes = scenes;
		this.silences = silences;
		this.storage = storage;
	}

	/**
	 * Plans the clips of a task.
	 * @param attempt who asks
	 * @param video the video
	 * @param source its file, in the attempt's directory
	 * @param clipping how it is to be split
	 * @param listener hears how looking through the file goes
	 * @return the clips, from 1 to 500
	 * @throws DownloadFailedException if there is nothing to cut, or too much
	 * @throws NoSpaceException if the disk is full
	 * @throws InterruptedException if the caller was interrupted
	 */
	public List<PlannedClip> plan(AttemptId attempt, Video video, Path source, Clipping clipping, CutListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		List<PlannedClip> planned = find(attempt, video, source, clipping, listener);
		if (planned.isEmpty()) {
			throw new DownloadFailedException(FailureCode.NO_CLIPS, "Nothing to cut by " + clipping.mode());
		}
		if (planned.size() > Clipping.MOST) {
			throw new DownloadFailedException(FailureCode.TOO_MANY_CLIPS, planned.size() + " clips");
		}
		return planned;
	}

	private List<PlannedClip> find(AttemptId attempt, Video video, Path source, Clipping clipping, CutListener listener)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		Path directory = directory(source);
		return switch (clipping.mode()) {
			case SCENES -> Cuts.of(this.scenes.find(attempt, source, directory, clipping.sensitivity(),
					clipping.minLength(), listener));
			case SILENCE -> Cuts.of(this.silences.find(attempt, source, directory, clipping.thresholdDb(),
					clipping.minSilence(), listener), duration(video), clipping.minLength());
			case CHAPTERS -> Cuts.ofChapters(chapters(video), duration(video));
			case EVERY -> Cuts.every(clipping.seconds(), known(video));
			case RANGES -> Cuts.of(clipping.ranges());
		};
	}

	private static double duration(Video video) {
		return (video.duration() != null) ? video.duration() : FOR_EVER;
	}

	private static double known(Video video) throws DownloadFailedException {
		if (video.duration() == null) {
			throw new DownloadFailedException(FailureCode.INVALID_MEDIA, "Nobody knows how long the video is");
		}
		return video.duration();
	}

	private List<Chapter> chapters(Video video) throws DownloadFailedException {
		List<Chapter> chapters = Chapters.of(video, this.storage);
		if (chapters.isEmpty()) {
			throw new DownloadFailedException(FailureCode.NO_CHAPTERS, "The record has none");
		}
		return chapters;
	}

	/**
	 * Makes the request of planned clips.
	 * @param attempt who asks
	 * @param source the file
	 * @param clipping how it is to be split
	 * @param planned the clips
	 * @return what to cut
	 */
	public static CutRequest request(AttemptId attempt, Path source, Clipping clipping, List<PlannedClip> planned) {
		return new CutRequest(attempt, source, directory(source),
				planned.stream().map((clip) -> new CutRequest.Cut(clip.start(), clip.end())).toList(),
				clipping.cut() == Clipping.Cut.EXACT, clipping.crf());
	}

	private static Path directory(Path source) {
		return Objects.requireNonNull(source.toAbsolutePath().getParent());
	}

}

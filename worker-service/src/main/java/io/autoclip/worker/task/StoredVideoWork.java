package io.autoclip.worker.task;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

import org.springframework.stereotype.Component;

import io.autoclip.clip.Clip;
import io.autoclip.clip.Clipping;
import io.autoclip.clip.Scenes;
import io.autoclip.clip.StoredScenes;
import io.autoclip.task.FailureCode;
import io.autoclip.task.Progress;
import io.autoclip.task.PublishedParts;
import io.autoclip.task.Task;
import io.autoclip.task.TaskPhase;
import io.autoclip.video.Video;
import io.autoclip.video.VideoRepository;
import io.autoclip.worker.clip.ClipCutter;
import io.autoclip.worker.clip.CutClip;
import io.autoclip.worker.clip.CutListener;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.scene.SceneFinder;
import io.autoclip.worker.split.ClipPlanner;
import io.autoclip.worker.split.PartPublisher;
import io.autoclip.worker.split.PlannedClip;
import io.autoclip.worker.split.SourceFetch;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * The work of tasks about a stored video, stage by stage: fetch its file from the
 * storage, look through it, cut it, store what came. No site is asked.
 */
@Component
class StoredVideoWork {

	private static final Duration BETWEEN_REPORTS = Duration.ofMillis(500);

	private final AttemptBoundary boundary;

	private final VideoRepository videos;

	private final SourceFetch sources;

	private final ClipPlanner planner;

	private final SceneFinder scenes;

	private final ClipCutter cutter;

	private final PartPublisher publisher;

	private final ProgressReports reports;

	private final WorkerSettings settings;

	StoredVideoWork(AttemptBoundary boundary, VideoRepository videos, SourceFetch sources, ClipPlanner planner,
			SceneFinder scenes, ClipCutter cutter, PartPublisher publisher, ProgressReports reports,
			WorkerSettings settings) {
		this.boundary = boundary;
		this.videos = videos;
		this.sources = sources;
		this.planner = planner;
		this.scenes = scenes;
		this.cutter = cutter;
		this.publisher = publisher;
		this.reports = reports;
		this.settings = settings;
	}

	/**
	 * Splits a video into clips.
	 * @param task the running task
	 * @param attempt the way to stop it
	 * @return how it went
	 */
	AttemptOutcome cut(Task task, RunningAttempt attempt) {
		return this.boundary.enclose(task, attempt, (directory) -> {
			Clipping clipping = Objects.requireNonNull(task.clipping());
			Video video = video(task);
			Path source = fetch(video, attempt, directory);
			List<PlannedClip> planned = this.planner.plan(task.attemptId(), video, source, clipping,
					new Listener(attempt, TaskPhase.DETECTING));
			List<CutClip> cut = this.cutter.cut(ClipPlanner.request(task.attemptId(), source, clipping, planned),
					new Listener(attempt, TaskPhase.CUTTING));
			beginStoring(task, attempt);
			List<Clip> clips = this.publisher.storeClips(task, clipping, planned, cut, directory,
					this.settings.storagePatience());
			return new AttemptOutcome.Parted(PublishedParts.of(task.attemptId(), clips, clipping.replace()));
		});
	}

	/**
	 * Finds where the scenes of a video change.
	 * @param task the running task
	 * @param attempt the way to stop it
	 * @return how it went
	 */
	AttemptOutcome findScenes(Task task, RunningAttempt attempt) {
		return this.boundary.enclose(task, attempt, (directory) -> {
			Clipping clipping = Objects.requireNonNull(task.clipping());
			Path source = fetch(video(task), attempt, directory);
			Scenes found = this.scenes.find(task.attemptId(), source, directory, clipping.sensitivity(),
					clipping.minLength(), new Listener(attempt, TaskPhase.DETECTING));
			beginStoring(task, attempt);
			StoredScenes stored = this.publisher.storeScenes(task, clipping, found, directory,
					this.settings.storagePatience());
			return new AttemptOutcome.Parted(PublishedParts.of(task.attemptId(), stored));
		});
	}

	private Video video(Task task) throws DownloadFailedException {
		return this.videos.find(task.video())
			.orElseThrow(() -> new DownloadFailedException(FailureCode.VIDEO_GONE, "It is not in the library"));
	}

	private Path fetch(Video video, RunningAttempt attempt, Path directory)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		return this.sources.fetch(video, directory, this.settings.storagePatience(), bytes(video, attempt));
	}

	private LongConsumer bytes(Video video, RunningAttempt attempt) {
		AtomicLong toldAt = new AtomicLong(System.nanoTime() - BETWEEN_REPORTS.toNanos());
		long total = video.media().size();
		return (done) -> {
			long now = System.nanoTime();
			if (now - toldAt.get() >= BETWEEN_REPORTS.toNanos() || done == total) {
				toldAt.set(now);
				this.reports.tell(attempt,
						new Progress(attempt.id().attempt(), TaskPhase.FETCHING, done, total, null, null));
			}
		};
	}

	/** From here on there is something to discard if it is not published. */
	private void beginStoring(Task task, RunningAttempt attempt) {
		this.reports.tell(attempt, attempt.progress().in(TaskPhase.UPLOADING));
		attempt.storing(task.video());
	}

	/** What a tool tells, on the attempt's own thread. */
	private final class Listener implements CutListener {

		private final RunningAttempt attempt;

		private final TaskPhase phase;

		private Listener(RunningAttempt attempt, TaskPhase phase) {
			this.attempt = attempt;
			this.phase = phase;
		}

		@Override
		public void onProgress(double done, double total) {
			StoredVideoWork.this.reports.tell(this.attempt, this.attempt.progress().through(this.phase, done, total));
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

}

package io.autoclip.worker.task;

import java.nio.file.Path;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.autoclip.storage.ObjectStorageException;
import io.autoclip.storage.StorageClock;
import io.autoclip.task.FailureCode;
import io.autoclip.task.Progress;
import io.autoclip.task.Task;
import io.autoclip.task.TaskFailure;
import io.autoclip.task.TaskPhase;
import io.autoclip.task.TaskRepository;
import io.autoclip.video.Video;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.download.DownloadListener;
import io.autoclip.worker.download.DownloadRequest;
import io.autoclip.worker.download.DownloadedMedia;
import io.autoclip.worker.download.LogLine;
import io.autoclip.worker.download.MediaDownloader;
import io.autoclip.worker.publish.VideoPublisher;
import io.autoclip.worker.workspace.AttemptDirectory;
import io.autoclip.worker.workspace.NoSpaceException;
import io.autoclip.worker.workspace.Workspace;

/**
 * The work of a download task, stage by stage: fetch the media, see that all of it came
 * through egress, store it. Whatever happens, the attempt's directory is gone afterwards.
 */
@Component
class DownloadWork {

	private static final Log logger = LogFactory.getLog(DownloadWork.class);

	/** How often in a row a task waits for egress before that counts as a failure. */
	private static final int MOST_PUT_OFFS = 5;

	private final TaskRepository tasks;

	private final Workspace workspace;

	private final EgressCheck egress;

	private final MediaDownloader downloader;

	private final VideoPublisher publisher;

	private final StorageClock clock;

	private final WorkerSettings settings;

	DownloadWork(TaskRepository tasks, Workspace workspace, EgressCheck egress, MediaDownloader downloader,
			VideoPublisher publisher, StorageClock clock, WorkerSettings settings) {
		this.tasks = tasks;
		this.workspace = workspace;
		this.egress = egress;
		this.downloader = downloader;
		this.publisher = publisher;
		this.clock = clock;
		this.settings = settings;
	}

	/**
	 * Does the work. Every failure becomes an outcome: this is the boundary of an
	 * attempt.
	 * @param task the running task
	 * @param attempt the way to stop it
	 * @return how it went
	 */
	AttemptOutcome perform(Task task, RunningAttempt attempt) {
		try (AttemptDirectory directory = this.workspace.open(task.attemptId())) {
			return new AttemptOutcome.Made(make(task, attempt, directory.path()));
		}
		catch (DownloadFailedException ex) {
			return outcome(task, attempt, new AttemptOutcome.Failed(ex.failure(), ex.retryAfter()), ex);
		}
		catch (EgressAwayException ex) {
			return outcome(task, attempt, withoutEgress(task), ex);
		}
		catch (NoSpaceException ex) {
			return outcome(task, attempt, new AttemptOutcome.NoSpace(true), ex);
		}
		catch (ObjectStorageException ex) {
			return outcome(task, attempt, refused(), ex);
		}
		catch (InterruptedException | RuntimeException ex) {
			return outcome(task, attempt, unforeseen(task, attempt, ex), ex);
		}
	}

	/**
	 * While egress is away nothing is begun, so a task that finds none again and again
	 * meets one that comes and goes, or breaks it itself: that must come to an end.
	 */
	private static AttemptOutcome withoutEgress(Task task) {
		return (task.timesHandedBack() < MOST_PUT_OFFS) ? new AttemptOutcome.NoEgress() : failed(FailureCode.NETWORK);
	}

	/** What a wrong clock has signed is refused; the storage is not to blame for it. */
	private AttemptOutcome refused() {
		return this.clock.isOff() ? new AttemptOutcome.WrongClock() : failed(FailureCode.STORAGE);
	}

	private static AttemptOutcome unforeseen(Task task, RunningAttempt attempt, Exception cause) {
		if (NoSpaceException.isBehind(cause)) {
			return new AttemptOutcome.NoSpace(true);
		}
		if (attempt.stopped().isEmpty()) {
			logger.error("Attempt " + task.attemptId() + " failed for a reason that nobody thought of", cause);
		}
		return failed(FailureCode.INTERNAL);
	}

	private static AttemptOutcome failed(FailureCode code) {
		return new AttemptOutcome.Failed(TaskFailure.of(code), null);
	}

	private Video make(Task task, RunningAttempt attempt, Path directory)
			throws InterruptedException, DownloadFailedException, EgressAwayException, NoSpaceException {
		EgressCheck.Passage passage = this.egress.open(task.attemptId());
		DownloadedMedia media = download(task, attempt, directory, passage);
		passage.requireCounted(media.file());
		report(task, attempt, attempt.progress().in(TaskPhase.UPLOADING));
		return this.publisher.store(task, media, this.settings.storagePatience());
	}

	/** A proxy that is away looks to yt-dlp like a site that cannot be reached. */
	private DownloadedMedia download(Task task, RunningAttempt attempt, Path directory, EgressCheck.Passage passage)
			throws InterruptedException, DownloadFailedException, EgressAwayException, NoSpaceException {
		DownloadRequest request = new DownloadRequest(task.attemptId(), task.url(), task.output(), directory,
				passage.proxyUrl());
		try {
			return this.downloader.download(request, new Listener(task, attempt));
		}
		catch (DownloadFailedException ex) {
			if (ex.failure().code() == FailureCode.NETWORK && passage.isBroken()) {
				throw new EgressAwayException(ex);
			}
			throw ex;
		}
	}

	/** What a stop has broken on its way is no failure of the task. */
	private static AttemptOutcome outcome(Task task, RunningAttempt attempt, AttemptOutcome otherwise,
			Exception cause) {
		Optional<StopReason> stopped = attempt.stopped();
		if (stopped.isPresent()) {
			return new AttemptOutcome.Stopped(stopped.get());
		}
		logger.info(
				"Attempt " + task.attemptId() + " ended: " + otherwise.text() + ": " + LogLine.of(cause.getMessage()));
		return otherwise;
	}

	/** Progress is lost without harm, and told only if it says something new. */
	private void report(Task task, RunningAttempt attempt, Progress progress) {
		if (progress.equals(attempt.progress())) {
			return;
		}
		attempt.progressed(progress, System.nanoTime());
		try {
			this.tasks.report(task.id(), progress);
		}
		catch (DataAccessException ex) {
			logger.debug("Redis is away: progress is not told", ex);
		}
	}

	/**
	 * Deletes what an attempt has stored, because it was not published. One that has
	 * stored nothing asks nothing of the storage.
	 */
	void discard(Task task, RunningAttempt attempt) {
		if (attempt.progress().phase() == TaskPhase.UPLOADING) {
			this.publisher.discard(task);
		}
	}

	/** What the downloader tells, on the attempt's own thread. */
	private final class Listener implements DownloadListener {

		private final Task task;

		private final RunningAttempt attempt;

		private Listener(Task task, RunningAttempt attempt) {
			this.task = task;
			this.attempt = attempt;
		}

		@Override
		public void onProgress(Progress progress) {
			report(this.task, this.attempt, progress);
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

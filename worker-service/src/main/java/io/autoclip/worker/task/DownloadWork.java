package io.autoclip.worker.task;

import java.nio.file.Path;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.autoclip.storage.ObjectStorageException;
import io.autoclip.task.FailureCode;
import io.autoclip.task.Progress;
import io.autoclip.task.Task;
import io.autoclip.task.TaskFailure;
import io.autoclip.task.TaskPhase;
import io.autoclip.task.TaskRepository;
import io.autoclip.video.Video;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.download.DownloadRequest;
import io.autoclip.worker.download.DownloadedMedia;
import io.autoclip.worker.download.MediaDownloader;
import io.autoclip.worker.publish.VideoPublisher;
import io.autoclip.worker.workspace.AttemptDirectory;
import io.autoclip.worker.workspace.Workspace;

/**
 * The work of a download task, stage by stage: fetch the media, see that all of it came
 * through egress, store it. Whatever happens, the attempt's directory is gone afterwards.
 */
@Component
class DownloadWork {

	private static final Log logger = LogFactory.getLog(DownloadWork.class);

	private final TaskRepository tasks;

	private final Workspace workspace;

	private final EgressCheck egress;

	private final MediaDownloader downloader;

	private final VideoPublisher publisher;

	private final WorkerSettings settings;

	DownloadWork(TaskRepository tasks, Workspace workspace, EgressCheck egress, MediaDownloader downloader,
			VideoPublisher publisher, WorkerSettings settings) {
		this.tasks = tasks;
		this.workspace = workspace;
		this.egress = egress;
		this.downloader = downloader;
		this.publisher = publisher;
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
		catch (InterruptedException ex) {
			return outcome(task, attempt, TaskFailure.of(FailureCode.INTERNAL), ex);
		}
		catch (DownloadFailedException ex) {
			return outcome(task, attempt, ex.failure(), ex);
		}
		catch (ObjectStorageException ex) {
			return outcome(task, attempt, TaskFailure.of(FailureCode.STORAGE), ex);
		}
		catch (RuntimeException ex) {
			logger.error("Attempt " + task.attemptId() + " failed for a reason that nobody thought of", ex);
			return outcome(task, attempt, TaskFailure.of(FailureCode.INTERNAL), ex);
		}
	}

	private Video make(Task task, RunningAttempt attempt, Path directory)
			throws InterruptedException, DownloadFailedException {
		EgressCheck.Passage passage = this.egress.open(task.attemptId());
		DownloadRequest request = new DownloadRequest(task.attemptId(), task.url(), directory, passage.proxyUrl());
		DownloadedMedia media = this.downloader.download(request, (progress) -> report(task, attempt, progress));
		passage.requireCounted(media.file());
		report(task, attempt, attempt.progress().in(TaskPhase.UPLOADING));
		return this.publisher.store(task, media, this.settings.storagePatience());
	}

	/** What a stop has broken on its way is no failure of the task. */
	private static AttemptOutcome outcome(Task task, RunningAttempt attempt, TaskFailure failure, Exception cause) {
		Optional<StopReason> stopped = attempt.stopped();
		if (stopped.isPresent()) {
			return new AttemptOutcome.Stopped(stopped.get());
		}
		logger.info("Attempt " + task.attemptId() + " failed as " + failure.code().text() + ": " + cause.getMessage());
		return new AttemptOutcome.Failed(failure);
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
	 * Deletes the objects of a video that was not published.
	 * @param video the record that names them
	 */
	void discard(Video video) {
		this.publisher.discard(video.prefix());
	}

}

package io.autoclip.worker.task;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.autoclip.task.MediaIdentity;
import io.autoclip.task.Progress;
import io.autoclip.task.Task;
import io.autoclip.task.TaskPhase;
import io.autoclip.video.Video;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.download.DownloadListener;
import io.autoclip.worker.download.DownloadRequest;
import io.autoclip.worker.download.DownloadedMedia;
import io.autoclip.worker.download.MediaDownloader;
import io.autoclip.worker.download.NotWantedException;
import io.autoclip.worker.publish.VideoPublisher;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * The work of a download task, stage by stage: fetch the media, see that all of it came
 * through egress, store it. Whatever happens, the attempt's directory is gone afterwards.
 */
@Component
class DownloadWork {

	private final ProgressReports reports;

	private final AttemptBoundary boundary;

	private final SharedDownloads shared;

	private final MediaDownloader downloader;

	private final VideoPublisher publisher;

	private final WorkerSettings settings;

	DownloadWork(ProgressReports reports, AttemptBoundary boundary, SharedDownloads shared, MediaDownloader downloader,
			VideoPublisher publisher, WorkerSettings settings) {
		this.reports = reports;
		this.boundary = boundary;
		this.shared = shared;
		this.downloader = downloader;
		this.publisher = publisher;
		this.settings = settings;
	}

	/**
	 * Does the work.
	 * @param task the running task
	 * @param attempt the way to stop it
	 * @return how it went
	 */
	AttemptOutcome perform(Task task, RunningAttempt attempt) {
		Optional<String> ended = this.shared.answer(task);
		if (ended.isPresent()) {
			attempt.end();
			return new AttemptOutcome.NotWanted(ended.get());
		}
		return this.boundary.enclose(task, attempt,
				(directory, passage) -> new AttemptOutcome.Made(make(task, attempt, directory, passage)));
	}

	private Video make(Task task, RunningAttempt attempt, Path directory, EgressCheck.Passage passage)
			throws InterruptedException, DownloadFailedException, NotWantedException, EgressAwayException,
			NoSpaceException {
		DownloadRequest request = new DownloadRequest(task.attemptId(), task.url(), task.output(), directory,
				passage.proxyUrl());
		Listener listener = new Listener(task, attempt);
		DownloadedMedia media = this.downloader.download(request, listener);
		passage.requireCounted(media.file());
		this.reports.tell(attempt, attempt.progress().in(TaskPhase.UPLOADING));
		attempt.storing(listener.task.video());
		return this.publisher.store(listener.task, media, listener.identity, this.settings.storagePatience());
	}

	/**
	 * Deletes what an attempt has stored, because it was not published. One that has
	 * stored nothing asks nothing of the storage.
	 */
	void discard(RunningAttempt attempt) {
		attempt.storing().ifPresent((video) -> this.publisher.discard(video, attempt.id()));
	}

	/** What the downloader tells, on the attempt's own thread. */
	private final class Listener implements DownloadListener {

		private final RunningAttempt attempt;

		private Task task;

		private @Nullable MediaIdentity identity;

		private Listener(Task task, RunningAttempt attempt) {
			this.task = task;
			this.attempt = attempt;
		}

		@Override
		public void onProgress(Progress progress) {
			DownloadWork.this.reports.tell(this.attempt, progress);
		}

		@Override
		public void onIdentified(String extractor, String video) throws NotWantedException, InterruptedException {
			this.identity = MediaIdentity.of(extractor, video, this.task.output());
			this.task = DownloadWork.this.shared.lead(this.task, this.identity);
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

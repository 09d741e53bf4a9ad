package io.autoclip.worker.ytdlp;

import java.nio.file.Path;

import org.springframework.stereotype.Component;

import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import io.autoclip.task.MediaLimits;
import io.autoclip.worker.clip.CutListener;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Has the warm yt-dlp host work on a file that is here: in a process of its own, without
 * a network, within the limits of a download.
 */
@Component
class HostEdits {

	private final HostAttempts attempts;

	private final YtDlpSettings settings;

	private final MediaLimits media;

	HostEdits(HostAttempts attempts, YtDlpSettings settings, MediaLimits media) {
		this.attempts = attempts;
		this.settings = settings;
		this.media = media;
	}

	/**
	 * Does a job and waits for its end.
	 * @param <T> the event that tells what came of it
	 * @param attempt who asks
	 * @param source the file, in the directory
	 * @param directory the attempt's directory
	 * @param job what to do
	 * @param outcome the event that tells what came of it
	 * @param listener hears how it goes
	 * @return what came of it
	 */
	<T extends HostEvent.Outcome> T run(AttemptId attempt, Path source, Path directory, HostJob job, Class<T> outcome,
			CutListener listener) throws DownloadFailedException, NoSpaceException, InterruptedException {
		return run(attempt, source, directory, job, outcome, listener, (file) -> {
			throw new DownloadFailedException(FailureCode.INTERNAL, "Nobody asked the yt-dlp host for " + file);
		});
	}

	/**
	 * Does a job that gives pictures, and waits for its end.
	 * @param frames takes each file of them, in order
	 */
	<T extends HostEvent.Outcome> T run(AttemptId attempt, Path source, Path directory, HostJob job, Class<T> outcome,
			CutListener listener, FramesListener frames)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		HostCommand.Limits limits = new HostCommand.Limits(this.settings.maxFileSize().toBytes(),
				this.settings.maxMemory().toBytes(), this.settings.maxCpu().toSeconds(),
				this.media.maxDuration().toSeconds());
		HostCommand.Edit edit = new HostCommand.Edit(attempt.toString(), directory.toString(), source.toString(), job,
				limits);
		return this.attempts.run(edit, directory, listener::onLog,
				(events) -> follow(events, outcome, listener, frames));
	}

	private static <T extends HostEvent.Outcome> T follow(AttemptEvents events, Class<T> outcome, CutListener listener,
			FramesListener frames) throws DownloadFailedException, NoSpaceException, InterruptedException {
		while (true) {
			switch (events.take()) {
				case HostEvent.EditProgress event -> listener.onProgress(event.done(), event.total());
				case HostEvent.Warning event -> listener.onWarning(event.message());
				case HostEvent.FramesFile event -> frames.onFile(event);
				case HostEvent.OfAttempt event when outcome.isInstance(event) -> {
					return outcome.cast(event);
				}
				case HostEvent.OfAttempt other -> throw HostAttempts.failure(other);
			}
		}
	}

	/** Hears of files of pictures. */
	@FunctionalInterface
	interface FramesListener {

		void onFile(HostEvent.FramesFile file) throws DownloadFailedException;

	}

}

package io.autoclip.worker.task;

import org.springframework.stereotype.Component;

import io.autoclip.task.Task;
import io.autoclip.worker.download.DownloadRequest;
import io.autoclip.worker.download.MediaLookup;

/**
 * The work of a preview: ask the site what is behind the link.
 */
@Component
class PreviewWork {

	private final AttemptBoundary boundary;

	private final MediaLookup lookup;

	PreviewWork(AttemptBoundary boundary, MediaLookup lookup) {
		this.boundary = boundary;
		this.lookup = lookup;
	}

	/**
	 * Does the work.
	 * @param task the running task
	 * @param attempt the way to stop it
	 * @return how it went
	 */
	AttemptOutcome perform(Task task, RunningAttempt attempt) {
		return this.boundary.enclose(task, attempt, (directory, passage) -> {
			DownloadRequest request = new DownloadRequest(task.attemptId(), task.url(), task.output(), directory,
					passage.proxyUrl());
			return new AttemptOutcome.Previewed(this.lookup.preview(request, new LoggedWarnings(attempt)));
		});
	}

}

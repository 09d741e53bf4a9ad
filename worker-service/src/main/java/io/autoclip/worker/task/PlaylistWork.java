package io.autoclip.worker.task;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.autoclip.task.Expansion;
import io.autoclip.task.Growth;
import io.autoclip.task.InvalidSourceUrlException;
import io.autoclip.task.ListEntry;
import io.autoclip.task.SourceUrl;
import io.autoclip.task.Task;
import io.autoclip.task.TaskRepository;
import io.autoclip.worker.download.DownloadRequest;
import io.autoclip.worker.download.MediaLookup;
import io.autoclip.worker.download.MediaLookup.ListEnd;

/**
 * The work of a list's task: go through the list and have a task made of each entry, page
 * by page. What was made of an entry by an attempt before is not made again.
 */
@Component
class PlaylistWork {

	private static final Duration PAUSE = Duration.ofMillis(500);

	/** The lease is lost before. */
	private static final int MAX_PAUSES = 120;

	private final AttemptBoundary boundary;

	private final MediaLookup lookup;

	private final TaskRepository tasks;

	PlaylistWork(AttemptBoundary boundary, MediaLookup lookup, TaskRepository tasks) {
		this.boundary = boundary;
		this.lookup = lookup;
		this.tasks = tasks;
	}

	/**
	 * Does the work. A site is not asked for what there is no room for.
	 * @param task the running task
	 * @param attempt the way to stop it
	 * @return how it went
	 */
	AttemptOutcome perform(Task task, RunningAttempt attempt) {
		return this.boundary.enclose(task, attempt, (directory, passage) -> {
			Pages pages = new Pages(task, attempt);
			if (!this.tasks.hasRoomForChildren(task.owner())) {
				return new AttemptOutcome.HeldBack();
			}
			DownloadRequest request = new DownloadRequest(task.attemptId(), task.url(), task.output(), directory,
					passage.proxyUrl());
			Expansion expansion = Objects.requireNonNull(task.expansion());
			ListEnd end = this.lookup.list(request, expansion.limit(), pages::read, new LoggedWarnings(attempt));
			return switch (end) {
				case WHOLE -> new AttemptOutcome.Listed(false);
				case MORE -> new AttemptOutcome.Listed(true);
				case STOPPED -> pages.stopped();
			};
		});
	}

	/** The pages of one list. */
	private final class Pages {

		private final Task task;

		private final RunningAttempt attempt;

		private Growth last = Growth.DONE;

		private Pages(Task task, RunningAttempt attempt) {
			this.task = task;
			this.attempt = attempt;
		}

		boolean read(List<MediaLookup.Entry> page, @Nullable Integer expected) throws InterruptedException {
			List<ListEntry> entries = page.stream().flatMap((told) -> entry(told).stream()).toList();
			this.last = grow(entries, expected);
			this.attempt.hasHeardOfItsSite(System.nanoTime());
			return this.last == Growth.DONE;
		}

		/** What a task may not be made of is left out. */
		private Optional<ListEntry> entry(MediaLookup.Entry told) {
			try {
				return Optional.of(new ListEntry(new SourceUrl(told.link()), told.title()));
			}
			catch (InvalidSourceUrlException ex) {
				this.attempt.log().warn("An entry was left out: " + ex.getMessage());
				return Optional.empty();
			}
		}

		private Growth grow(List<ListEntry> entries, @Nullable Integer expected) throws InterruptedException {
			for (int pauses = 0;; pauses++) {
				try {
					return PlaylistWork.this.tasks.expand(this.task.attemptId(), entries, expected);
				}
				catch (DataAccessException ex) {
					if (pauses == MAX_PAUSES) {
						throw ex;
					}
					Thread.sleep(PAUSE);
				}
			}
		}

		AttemptOutcome stopped() {
			return (this.last == Growth.CANCELLED) ? new AttemptOutcome.Stopped(StopReason.CANCELLED)
					: new AttemptOutcome.HeldBack();
		}

	}

}

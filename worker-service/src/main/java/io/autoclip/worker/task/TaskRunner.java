package io.autoclip.worker.task;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.autoclip.preview.PreviewRepository;
import io.autoclip.storage.StorageClock;
import io.autoclip.task.Admission;
import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import io.autoclip.task.PublishedRecord;
import io.autoclip.task.SiteRemarks;
import io.autoclip.task.StaleAttemptException;
import io.autoclip.task.Task;
import io.autoclip.task.TaskFailure;
import io.autoclip.task.TaskLogs;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskStatus;
import io.autoclip.task.TooManyClipsException;
import io.autoclip.task.VideoGoneException;
import io.autoclip.task.WorkerId;

/**
 * Runs one admitted task: claims it, does the work of its kind, and tells Redis the
 * outcome.
 */
@Component
class TaskRunner {

	private static final Log logger = LogFactory.getLog(TaskRunner.class);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final int MAX_PAUSES = 1200;

	private static final Duration DELAY = Duration.ofSeconds(10);

	/** Until when some of a client's tasks may have ended. */
	private static final Duration UNTIL_ROOM = Duration.ofMinutes(1);

	private final TaskRepository tasks;

	private final LeaseKeeper leases;

	private final WorkerId worker;

	private final DownloadWork download;

	private final PreviewWork preview;

	private final PreviewRepository previews;

	private final PlaylistWork playlist;

	private final StoredVideoWork clips;

	private final DiskGuard disk;

	private final StorageClock clock;

	private final SiteTurns turns;

	private final TaskLogs logs;

	TaskRunner(TaskRepository tasks, LeaseKeeper leases, WorkerId worker, DownloadWork download, PreviewWork preview,
			PreviewRepository previews, PlaylistWork playlist, StoredVideoWork clips, DiskGuard disk,
			StorageClock clock, SiteTurns turns, TaskLogs logs) {
		this.tasks = tasks;
		this.leases = leases;
		this.worker = worker;
		this.download = download;
		this.preview = preview;
		this.previews = previews;
		this.playlist = playlist;
		this.clips = clips;
		this.disk = disk;
		this.clock = clock;
		this.turns = turns;
		this.logs = logs;
	}

	/**
	 * Runs a task.
	 * @param admission the leave to run it
	 * @throws DataAccessException if Redis is away before the task is claimed
	 * @throws StaleAttemptException if the admission is used up
	 */
	void run(Admission admission) {
		long sentAt = System.nanoTime();
		Task task = this.tasks.claim(admission, this.worker);
		RunningAttempt attempt = this.leases.begin(task, sentAt);
		boolean published;
		try {
			AttemptOutcome outcome = work(task, attempt);
			tellLog(attempt, outcome);
			published = conclude(attempt, outcome);
		}
		finally {
			this.leases.end(attempt);
		}
		if (!published) {
			this.download.discard(attempt);
		}
	}

	private AttemptOutcome work(Task task, RunningAttempt attempt) {
		AttemptOutcome outcome = perform(task, attempt);
		attempt.end();
		// An interrupt that came too late to stop anything must not disturb the next
		// task.
		Thread.interrupted();
		return outcome;
	}

	/**
	 * A disk that has filled up since the task was taken from the queue is no start, nor
	 * is a clock that was found wrong.
	 */
	private AttemptOutcome perform(Task task, RunningAttempt attempt) {
		if (this.disk.isLow()) {
			return new AttemptOutcome.NoSpace(false);
		}
		if (this.clock.isOff()) {
			return new AttemptOutcome.WrongClock();
		}
		Duration early = this.turns.await(task.site());
		if (early.isPositive()) {
			return new AttemptOutcome.TooEarly(early);
		}
		return switch (task.kind()) {
			case DOWNLOAD -> this.download.perform(task, attempt);
			case PREVIEW -> this.preview.perform(task, attempt);
			case PLAYLIST -> this.playlist.perform(task, attempt);
			case CLIP -> this.clips.cut(task, attempt);
			case SCENES -> this.clips.findScenes(task, attempt);
		};
	}

	/** The log is for people: that it cannot be kept must not hold up the outcome. */
	private void tellLog(RunningAttempt attempt, AttemptOutcome outcome) {
		attempt.log().note(outcome.text(), System.nanoTime());
		if (this.leases.isStoreAway()) {
			return;
		}
		try {
			this.logs.write(attempt.id(), attempt.log().text());
		}
		catch (DataAccessException ex) {
			logger.debug("Redis is away: the log of an attempt is not kept", ex);
		}
	}

	/**
	 * Tells the outcome.
	 * @return whether the attempt's objects are published now, or may be: then they must
	 * stay
	 */
	private boolean conclude(RunningAttempt attempt, AttemptOutcome outcome) {
		AttemptId id = attempt.id();
		List<String> warnings = attempt.log().warnings();
		try {
			switch (outcome) {
				case AttemptOutcome.Made made -> {
					return publish(id, made, warnings);
				}
				case AttemptOutcome.Parted parted -> {
					return publish(id, parted, warnings);
				}
				case AttemptOutcome.Previewed previewed -> conclude(id, previewed, warnings);
				case AttemptOutcome.Listed listed ->
					tell(() -> this.tasks.expanded(id, listed.more(), new SiteRemarks(warnings, null)));
				case AttemptOutcome.HeldBack held -> tell(() -> this.tasks.putOff(id, UNTIL_ROOM));
				case AttemptOutcome.Failed failed -> conclude(id, failed, warnings);
				case AttemptOutcome.NotWanted ended -> logger.info("Attempt " + id + " ended: " + ended.text());
				case AttemptOutcome.NoSpace none when none.begun() -> fail(id, FailureCode.STORAGE, warnings);
				case AttemptOutcome.NoSpace none -> tell(() -> this.tasks.putOff(id, DELAY));
				case AttemptOutcome.NoEgress none -> tell(() -> this.tasks.putOff(id, DELAY));
				case AttemptOutcome.WrongClock wrong -> tell(() -> this.tasks.putOff(id, DELAY));
				case AttemptOutcome.TooEarly early -> tell(() -> this.tasks.putOff(id, early.delay()));
				case AttemptOutcome.Stopped stopped -> conclude(id, stopped.reason(), warnings);
			}
		}
		catch (StaleAttemptException ex) {
			logger.info("Attempt " + id + " came too late: " + ex.getMessage());
		}
		return false;
	}

	/** It is there before anybody is told that it is. */
	private void conclude(AttemptId id, AttemptOutcome.Previewed previewed, List<String> warnings) {
		tell(() -> {
			this.previews.write(id.task(), previewed.preview());
			return this.tasks.succeed(id, new SiteRemarks(warnings, null));
		});
	}

	/**
	 * When a worker is told to stop, so are its neighbours, egress among them: what
	 * breaks then for that is no failure of the task.
	 */
	private void conclude(AttemptId id, AttemptOutcome.Failed failed, List<String> warnings) {
		boolean brokenByStop = switch (failed.failure().code()) {
			case NETWORK, WORKER_LOST, INTERNAL -> this.leases.isStopping();
			default -> false;
		};
		if (brokenByStop) {
			tell(() -> this.tasks.handBack(id));
		}
		else {
			tell(() -> this.tasks.fail(id, failed.failure(), new SiteRemarks(warnings, failed.retryAfter())));
		}
	}

	private void conclude(AttemptId id, StopReason reason, List<String> warnings) {
		logger.info("Attempt " + id + " was stopped: " + reason);
		switch (reason) {
			case CANCELLED -> tell(() -> this.tasks.confirmCancel(id));
			case TIMED_OUT -> fail(id, FailureCode.TIMED_OUT, warnings);
			case STALLED -> fail(id, FailureCode.STALLED, warnings);
			case TOO_LARGE -> fail(id, FailureCode.TOO_LARGE, warnings);
			case SHUTDOWN -> tell(() -> this.tasks.handBack(id));
			case LEASE_LOST -> logger.info("The dispatcher decides about task " + id.task());
		}
	}

	private void fail(AttemptId id, FailureCode code, List<String> warnings) {
		tell(() -> this.tasks.fail(id, TaskFailure.of(code), new SiteRemarks(warnings, null)));
	}

	private boolean publish(AttemptId id, AttemptOutcome.Made made, List<String> warnings) {
		PublishedRecord result = PublishedRecord.of(made.video());
		Task ended = tell(() -> this.tasks.succeed(id, result, new SiteRemarks(warnings, null)));
		return ended.status() == TaskStatus.SUCCEEDED;
	}

	/** The video may have been deleted meanwhile, or have got many clips. */
	private boolean publish(AttemptId id, AttemptOutcome.Parted parted, List<String> warnings) {
		try {
			Task ended = tell(() -> this.tasks.succeed(id, parted.parts(), new SiteRemarks(warnings, null)));
			return ended.status() == TaskStatus.SUCCEEDED;
		}
		catch (VideoGoneException ex) {
			fail(id, FailureCode.VIDEO_GONE, warnings);
		}
		catch (TooManyClipsException ex) {
			fail(id, FailureCode.TOO_MANY_CLIPS, warnings);
		}
		return false;
	}

	/** The outcome must reach Redis: while it is away, it is told again and again. */
	private Task tell(Supplier<Task> outcome) {
		for (int pauses = 0;; pauses++) {
			try {
				return outcome.get();
			}
			catch (DataAccessException ex) {
				if (pauses == MAX_PAUSES || !pause()) {
					throw ex;
				}
			}
		}
	}

	private static boolean pause() {
		try {
			Thread.sleep(PAUSE);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}

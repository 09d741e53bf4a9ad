package io.autoclip.worker.task;

import java.nio.file.Path;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

import io.autoclip.storage.ObjectStorageException;
import io.autoclip.storage.StorageClock;
import io.autoclip.task.FailureCode;
import io.autoclip.task.Task;
import io.autoclip.task.TaskFailure;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.download.LogLine;
import io.autoclip.worker.download.NotWantedException;
import io.autoclip.worker.workspace.AttemptDirectory;
import io.autoclip.worker.workspace.NoSpaceException;
import io.autoclip.worker.workspace.Workspace;

/**
 * The boundary of an attempt: it gets a directory of its own and, if it asks a site, a
 * way out, and every failure becomes an outcome. Whatever happens, the directory is gone
 * afterwards.
 */
@Component
class AttemptBoundary {

	private static final Log logger = LogFactory.getLog(AttemptBoundary.class);

	/** How often in a row a task waits for egress before that counts as a failure. */
	private static final int MOST_PUT_OFFS = 5;

	private final Workspace workspace;

	private final EgressCheck egress;

	private final StorageClock clock;

	AttemptBoundary(Workspace workspace, EgressCheck egress, StorageClock clock) {
		this.workspace = workspace;
		this.egress = egress;
		this.clock = clock;
	}

	/**
	 * Does the work.
	 * @param task the running task
	 * @param attempt the way to stop it
	 * @param work what to do
	 * @return how it went
	 */
	AttemptOutcome enclose(Task task, RunningAttempt attempt, Work work) {
		return enclose(task, attempt, (path) -> withEgress(work, path, this.egress.open(task.attemptId())));
	}

	/**
	 * Does work that asks no site: it gets a directory, and no way out.
	 * @param task the running task
	 * @param attempt the way to stop it
	 * @param work what to do
	 * @return how it went
	 */
	AttemptOutcome enclose(Task task, RunningAttempt attempt, LocalWork work) {
		try (AttemptDirectory directory = this.workspace.open(task.attemptId())) {
			return work.perform(directory.path());
		}
		catch (NotWantedException ex) {
			attempt.end();
			return new AttemptOutcome.NotWanted(String.valueOf(ex.getMessage()));
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

	/** A proxy that is away looks to yt-dlp like a site that cannot be reached. */
	private static AttemptOutcome withEgress(Work work, Path directory, EgressCheck.Passage passage)
			throws InterruptedException, DownloadFailedException, NotWantedException, EgressAwayException,
			NoSpaceException {
		try {
			return work.perform(directory, passage);
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

	/**
	 * What an attempt does without a site.
	 */
	@FunctionalInterface
	interface LocalWork {

		AttemptOutcome perform(Path directory) throws InterruptedException, DownloadFailedException, NotWantedException,
				EgressAwayException, NoSpaceException;

	}

	/**
	 * What an attempt does.
	 */
	@FunctionalInterface
	interface Work {

		AttemptOutcome perform(Path directory, EgressCheck.Passage passage) throws InterruptedException,
				DownloadFailedException, NotWantedException, EgressAwayException, NoSpaceException;

	}

}

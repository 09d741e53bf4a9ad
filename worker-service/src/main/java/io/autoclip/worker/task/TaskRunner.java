package io.autoclip.worker.task;

import java.time.Duration;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.autoclip.task.Admission;
import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import io.autoclip.task.PublishedRecord;
import io.autoclip.task.StaleAttemptException;
import io.autoclip.task.Task;
import io.autoclip.task.TaskFailure;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskStatus;
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

	private final TaskRepository tasks;

	private final LeaseKeeper leases;

	private final WorkerId worker;

	private final DownloadWork download;

	TaskRunner(TaskRepository tasks, LeaseKeeper leases, WorkerId worker, DownloadWork download) {
		this.tasks = tasks;
		this.leases = leases;
		this.worker = worker;
		this.download = download;
	}

	/**
	 * Runs a task.
	 * @param admission the leave to run it
	 * @throws DataAccessException if Redis is away before the task is claimed
	 * @throws StaleAttemptException if the admission is used up
	 */
	void run(Admission admission) {
		Task task = this.tasks.claim(admission, this.worker);
		RunningAttempt attempt = this.leases.begin(task);
		try {
			conclude(task, work(task, attempt));
		}
		finally {
			this.leases.end(attempt);
		}
	}

	private AttemptOutcome work(Task task, RunningAttempt attempt) {
		AttemptOutcome outcome = switch (task.kind()) {
			case DOWNLOAD -> this.download.perform(task, attempt);
		};
		attempt.end();
		// An interrupt that came too late to stop anything must not disturb the next
		// task.
		Thread.interrupted();
		return outcome;
	}

	private void conclude(Task task, AttemptOutcome outcome) {
		AttemptId id = task.attemptId();
		try {
			switch (outcome) {
				case AttemptOutcome.Made made -> publish(id, made);
				case AttemptOutcome.Failed failed -> tell(() -> this.tasks.fail(id, failed.failure()));
				case AttemptOutcome.Stopped stopped -> conclude(id, stopped.reason());
			}
		}
		catch (StaleAttemptException ex) {
			logger.info("Attempt " + id + " came too late: " + ex.getMessage());
			discard(outcome);
		}
	}

	private void conclude(AttemptId id, StopReason reason) {
		logger.info("Attempt " + id + " was stopped: " + reason);
		switch (reason) {
			case CANCELLED -> tell(() -> this.tasks.confirmCancel(id));
			case TIMED_OUT -> tell(() -> this.tasks.fail(id, TaskFailure.of(FailureCode.TIMED_OUT)));
			case STALLED -> tell(() -> this.tasks.fail(id, TaskFailure.of(FailureCode.STALLED)));
			case TOO_LARGE -> tell(() -> this.tasks.fail(id, TaskFailure.of(FailureCode.TOO_LARGE)));
			case SHUTDOWN -> tell(() -> this.tasks.handBack(id));
			case LEASE_LOST -> logger.info("The dispatcher decides about task " + id.task());
		}
	}

	private void publish(AttemptId id, AttemptOutcome.Made made) {
		PublishedRecord result = new PublishedRecord(made.video().id().value(), made.json());
		Task ended = tell(() -> this.tasks.succeed(id, result));
		if (ended.status() != TaskStatus.SUCCEEDED) {
			discard(made);
		}
	}

	private void discard(AttemptOutcome outcome) {
		if (outcome instanceof AttemptOutcome.Made made) {
			this.download.discard(made.video());
		}
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

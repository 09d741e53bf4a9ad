package io.autoclip.worker.task;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.autoclip.task.Progress;
import io.autoclip.task.TaskRepository;

/**
 * Tells how far attempts have come. Progress is lost without harm, and told only if it
 * says something new.
 */
@Component
class ProgressReports {

	private static final Log logger = LogFactory.getLog(ProgressReports.class);

	private final TaskRepository tasks;

	ProgressReports(TaskRepository tasks) {
		this.tasks = tasks;
	}

	void tell(RunningAttempt attempt, Progress progress) {
		if (progress.equals(attempt.progress())) {
			return;
		}
		attempt.progressed(progress, System.nanoTime());
		try {
			this.tasks.report(attempt.id().task(), progress);
		}
		catch (DataAccessException ex) {
			logger.debug("Redis is away: progress is not told", ex);
		}
	}

}

package io.autoclip.worker.task;

import java.time.Duration;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.autoclip.task.MediaIdentity;
import io.autoclip.task.StaleAttemptException;
import io.autoclip.task.Task;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskStatus;
import io.autoclip.worker.download.NotWantedException;

/**
 * Sees that what many ask for is downloaded once: an attempt goes on only if the library
 * does not have the video and nobody else fetches it.
 */
@Component
class SharedDownloads {

	private static final Log logger = LogFactory.getLog(SharedDownloads.class);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final String LATE = "the attempt is not the present one any more";

	private final TaskRepository tasks;

	SharedDownloads(TaskRepository tasks) {
		this.tasks = tasks;
	}

	/**
	 * Ends the attempt if the library knows the link by now, so that the site is not
	 * asked.
	 * @param task the running task
	 * @return whether the attempt shall go on
	 */
	boolean isUnknown(Task task) {
		if (task.force()) {
			return true;
		}
		try {
			return this.tasks.answer(task.attemptId()).status() == TaskStatus.RUNNING;
		}
		catch (DataAccessException ex) {
			logger.debug("Redis is away: the site is asked", ex);
			return true;
		}
		catch (StaleAttemptException ex) {
			return false;
		}
	}

	/**
	 * Claims the download for this task. While Redis is away it waits: the lease says for
	 * how long.
	 * @param task the running task
	 * @param identity what it would download
	 * @return the task, which may have the id of a video that is to get new files
	 * @throws NotWantedException if the attempt has ended: the task follows another, or
	 * the library has answered it
	 * @throws InterruptedException if the attempt was stopped
	 */
	Task lead(Task task, MediaIdentity identity) throws NotWantedException, InterruptedException {
		if (task.force()) {
			return task;
		}
		try {
			return requireRunning(patiently(() -> this.tasks.lead(task.attemptId(), identity)));
		}
		catch (StaleAttemptException ex) {
			throw new NotWantedException(LATE);
		}
	}

	private static Task requireRunning(Task task) throws NotWantedException {
		if (task.status() != TaskStatus.RUNNING) {
			String what = (task.status() == TaskStatus.QUEUED) ? "another task downloads the same"
					: "the library has it";
			throw new NotWantedException(what);
		}
		return task;
	}

	private static Task patiently(Supplier<Task> question) throws InterruptedException {
		while (true) {
			try {
				return question.get();
			}
			catch (DataAccessException ex) {
				logger.debug("Redis is away: the download waits", ex);
			}
			Thread.sleep(PAUSE);
		}
	}

}

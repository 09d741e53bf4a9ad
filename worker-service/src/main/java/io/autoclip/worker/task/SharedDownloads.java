package io.autoclip.worker.task;

import java.time.Duration;
import java.util.Optional;
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
	 * @return why the attempt has ended; empty if it shall go on
	 */
	Optional<String> answer(Task task) {
		if (task.force()) {
			return Optional.empty();
		}
		try {
			return whyEnded(this.tasks.answer(task.attemptId()).status());
		}
		catch (DataAccessException ex) {
			logger.debug("Redis is away: the site is asked", ex);
			return Optional.empty();
		}
		catch (StaleAttemptException ex) {
			return Optional.of(LATE);
		}
	}

	/** What became of a task that was running. */
	static Optional<String> whyEnded(TaskStatus status) {
		return switch (status) {
			case RUNNING -> Optional.empty();
			case QUEUED -> Optional.of("another task downloads the same");
			case SUCCEEDED -> Optional.of("the library has it");
			case CANCELLED -> Optional.of("its task is cancelled");
			case FAILED -> Optional.of("its task has failed");
		};
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
		Optional<String> why = whyEnded(task.status());
		if (why.isPresent()) {
			throw new NotWantedException(why.get());
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

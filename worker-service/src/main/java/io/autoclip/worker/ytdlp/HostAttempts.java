package io.autoclip.worker.ytdlp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

import io.autoclip.task.FailureCode;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * Has the warm yt-dlp host work for an attempt, from beginning to end: whatever happens,
 * nothing of it runs any more afterwards.
 */
@Component
class HostAttempts {

	private static final Log logger = LogFactory.getLog(HostAttempts.class);

	private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

	private final YtDlp ytDlp;

	HostAttempts(YtDlp ytDlp) {
		this.ytDlp = ytDlp;
	}

	/**
	 * Starts the work and follows what the host says of it.
	 * @param <T> what comes of it
	 * @param <X> what the follower may throw besides
	 * @param work what to do
	 * @param directory the attempt's directory
	 * @param log hears, last of all, what the tool has said
	 * @param follower takes the events, up to the outcome
	 * @return what the follower has made of them
	 */
	<T, X extends Exception> T run(HostCommand.Work work, Path directory, Consumer<String> log, Follower<T, X> follower)
			throws X, DownloadFailedException, NoSpaceException, InterruptedException {
		AttemptEvents events = new AttemptEvents();
		begin(work, events);
		try {
			return follower.follow(events);
		}
		finally {
			if (!events.ended()) {
				kill(work.id(), events);
			}
			log.accept(ToolLog.read(directory));
		}
	}

	/** Lets an attempt download what it has identified. */
	void go(String attempt) {
		this.ytDlp.go(attempt);
	}

	private void begin(HostCommand.Work work, AttemptEvents events) throws DownloadFailedException, NoSpaceException {
		try {
			this.ytDlp.begin(work, events::add);
		}
		catch (IllegalStateException ex) {
			if (NoSpaceException.isBehind(ex)) {
				throw new NoSpaceException("The yt-dlp host cannot be started", ex);
			}
			throw new DownloadFailedException(FailureCode.WORKER_LOST, ex.toString());
		}
	}

	/**
	 * Makes a failure of what is not the outcome that was hoped for. A full disk is the
	 * host's own word, none of the codes that people see.
	 * @param event the event
	 * @return why there is no result
	 * @throws NoSpaceException if the disk is full
	 */
	static DownloadFailedException failure(HostEvent.OfAttempt event) throws NoSpaceException {
		return switch (event) {
			case HostEvent.Failed failed when "no_space".equals(failed.code()) ->
				throw new NoSpaceException(failed.message(), null);
			case HostEvent.Failed failed -> failure(failed);
			case HostEvent.HostLost lost ->
				new DownloadFailedException(FailureCode.WORKER_LOST, "The yt-dlp host ended");
			default -> new DownloadFailedException(FailureCode.INTERNAL, "The yt-dlp host said " + event);
		};
	}

	private static DownloadFailedException failure(HostEvent.Failed event) {
		Duration retryAfter = (event.retryAfter() != null) ? Duration.ofSeconds(event.retryAfter()) : null;
		return new DownloadFailedException(code(event.code()), event.code() + ": " + event.message(), retryAfter);
	}

	/**
	 * A child that was killed without our asking was killed by the system, for its
	 * memory.
	 */
	private static FailureCode code(String text) {
		return "killed".equals(text) ? FailureCode.INTERNAL : FailureCode.of(text);
	}

	/** Waits with the interrupt flag down, and raises it again if it was up. */
	private void kill(String attempt, AttemptEvents events) {
		boolean interrupted = Thread.interrupted();
		this.ytDlp.kill(attempt);
		try {
			if (!events.awaitEnd(KILL_PATIENCE)) {
				logger.error("The yt-dlp host did not end attempt " + attempt + " in time; ending the host");
				this.ytDlp.giveUp();
			}
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Takes the events of an attempt.
	 *
	 * @param <T> what comes of them
	 * @param <X> what it may throw besides
	 */
	@FunctionalInterface
	interface Follower<T, X extends Exception> {

		T follow(AttemptEvents events) throws X, DownloadFailedException, NoSpaceException, InterruptedException;

	}

}

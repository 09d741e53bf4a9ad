package io.autoclip.worker.task;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.autoclip.preview.Preview;
import io.autoclip.task.PublishedParts;
import io.autoclip.task.TaskFailure;
import io.autoclip.video.Video;

/**
 * How an attempt went.
 */
sealed interface AttemptOutcome {

	/** What the attempt's log says of it. */
	String text();

	/**
	 * The video's objects are stored; it may be published.
	 *
	 * @param video the record that names them
	 */
	record Made(Video video) implements AttemptOutcome {

		@Override
		public String text() {
			return "stored";
		}

	}

	/**
	 * The clips of a stored video, or where its scenes change, are stored.
	 *
	 * @param parts what may be published
	 */
	record Parted(PublishedParts parts) implements AttemptOutcome {

		@Override
		public String text() {
			return (this.parts.scenes() != null) ? "stored" : "stored; clips: " + this.parts.clips().size();
		}

	}

	/**
	 * What is behind the link is known.
	 *
	 * @param preview what the site has told
	 */
	record Previewed(Preview preview) implements AttemptOutcome {

		@Override
		public String text() {
			return "looked at";
		}

	}

	/**
	 * Each entry of the list is a task now.
	 *
	 * @param more whether the list has more entries than were wanted
	 */
	record Listed(boolean more) implements AttemptOutcome {

		@Override
		public String text() {
			return this.more ? "listed, as far as the limit allows" : "listed";
		}

	}

	/** The owner has as many tasks of lists' entries as he may. */
	record HeldBack() implements AttemptOutcome {

		@Override
		public String text() {
			return "as many of the client's entries as it may have are waiting or running; the rest of the list waits";
		}

	}

	/**
	 * There is no video.
	 *
	 * @param failure why
	 * @param retryAfter how long the site asks to be left alone, if it does
	 */
	record Failed(TaskFailure failure, @Nullable Duration retryAfter) implements AttemptOutcome {

		@Override
		public String text() {
			return "failed as " + this.failure.code().text();
		}

	}

	/**
	 * There is nothing to do: the library has the video, or another attempt fetches it.
	 *
	 * @param text which of the two
	 */
	record NotWanted(String text) implements AttemptOutcome {

	}

	/**
	 * This worker's disk is full.
	 *
	 * @param begun whether the attempt had begun to write: then the video itself may be
	 * too large for the disk, and that must come to an end
	 */
	record NoSpace(boolean begun) implements AttemptOutcome {

		@Override
		public String text() {
			return "the worker's disk is full; the task waits a little";
		}

	}

	/**
	 * The way out is closed.
	 */
	record NoEgress() implements AttemptOutcome {

		@Override
		public String text() {
			return "egress does not answer; the task waits a little";
		}

	}

	/**
	 * This worker's clock is off, and the storage would take nothing from it.
	 */
	record WrongClock() implements AttemptOutcome {

		@Override
		public String text() {
			return "the worker's clock is wrong; the task waits a little";
		}

	}

	/**
	 * The site was asked a moment ago, and must not be asked again yet.
	 *
	 * @param delay how long the task waits
	 */
	record TooEarly(Duration delay) implements AttemptOutcome {

		@Override
		public String text() {
			return "the site is not asked again yet; the task waits " + this.delay.toSeconds() + " s";
		}

	}

	/**
	 * The attempt was stopped.
	 *
	 * @param reason why
	 */
	record Stopped(StopReason reason) implements AttemptOutcome {

		@Override
		public String text() {
			return "stopped: " + this.reason.name().toLowerCase(Locale.ROOT);
		}

	}

}

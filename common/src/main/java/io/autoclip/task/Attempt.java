package io.autoclip.task;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a task, as its record remembers it.
 *
 * @param attempt the number of the attempt, from 1
 * @param worker who had it
 * @param startedAt when it began
 * @param endedAt when it ended, if it has
 * @param outcome how it ended, if it has
 * @param error why it failed, if it has
 */
public record Attempt(int attempt, WorkerId worker, Instant startedAt, @Nullable Instant endedAt,
		@Nullable Outcome outcome, @Nullable TaskFailure error) {

	static Attempt begun(int attempt, WorkerId worker, Instant now) {
		return new Attempt(attempt, worker, now, null, null, null);
	}

	Attempt ended(Outcome how, @Nullable TaskFailure failure, Instant now) {
		return new Attempt(this.attempt, this.worker, this.startedAt, now, how, failure);
	}

	/** Of those before the present one, the last of which may be that itself. */
	static int timesHandedBack(List<Attempt> attempts, int present) {
		int times = 0;
		for (Attempt earlier : attempts.reversed()) {
			if (earlier.attempt() == present && earlier.outcome() == null) {
				continue;
			}
			if (earlier.outcome() != Outcome.HANDED_BACK) {
				break;
			}
			times++;
		}
		return times;
	}

	/**
	 * How an attempt ended.
	 */
	public enum Outcome {

		/** Its result was published. */
		SUCCEEDED,
		/** It failed; the task may have been tried again. */
		FAILED,
		/** Somebody asked the task to end. */
		CANCELLED,
		/** The worker gave the task back unharmed. */
		HANDED_BACK,
		/** Another task downloads the same video; this one waits for it. */
		FOLLOWED,
		/** It has made tasks of a list's entries; this one waits for them. */
		EXPANDED,
		/** The video was found to be in the library. */
		KNOWN;

		/**
		 * Reads an outcome as it stands in records.
		 * @param text the lower-case name
		 * @return the outcome
		 * @throws IllegalArgumentException if there is no such outcome
		 */
		@JsonCreator
		public static Outcome of(String text) {
			return valueOf(text.toUpperCase(Locale.ROOT));
		}

		/**
		 * Returns the outcome as it stands in records and answers.
		 * @return the lower-case name
		 */
		@JsonValue
		public String text() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}

package io.autoclip.task;

import org.jspecify.annotations.Nullable;

/**
 * How far an attempt has come. It is not part of the durable record: it is lost without
 * harm and says nothing about whether the task will succeed.
 *
 * @param attempt the attempt that speaks
 * @param phase what the worker is doing
 * @param bytes media bytes so far, over all streams of the video
 * @param totalBytes media bytes in all, if the site told
 * @param speed bytes a second, if known
 * @param eta seconds left, if known
 * @param doneSeconds seconds of media that were gone through, if that is what is done
 * @param totalSeconds seconds of media in all, if known
 */
public record Progress(int attempt, TaskPhase phase, long bytes, @Nullable Long totalBytes, @Nullable Double speed,
		@Nullable Double eta, @Nullable Double doneSeconds, @Nullable Double totalSeconds) {

	/**
	 * Progress that counts bytes.
	 * @param attempt the attempt that speaks
	 * @param phase what the worker is doing
	 * @param bytes media bytes so far
	 * @param totalBytes media bytes in all, if known
	 * @param speed bytes a second, if known
	 * @param eta seconds left, if known
	 */
	public Progress(int attempt, TaskPhase phase, long bytes, @Nullable Long totalBytes, @Nullable Double speed,
			@Nullable Double eta) {
		this(attempt, phase, bytes, totalBytes, speed, eta, null, null);
	}

	/**
	 * The start of a phase of which nothing is known yet.
	 * @param attempt the attempt that speaks
	 * @param phase the phase
	 * @return progress without numbers
	 */
	public static Progress of(int attempt, TaskPhase phase) {
		return new Progress(attempt, phase, 0, null, null, null);
	}

	/**
	 * The same bytes, and how much of the media was gone through.
	 * @param next what the worker is doing
	 * @param done seconds of media so far
	 * @param total seconds of media in all; 0 if that is not known
	 * @return progress by time
	 */
	public Progress through(TaskPhase next, double done, double total) {
		return new Progress(this.attempt, next, this.bytes, this.totalBytes, null, null, done,
				(total > 0) ? total : null);
	}

	/**
	 * The same numbers in another phase.
	 * @param next the phase that begins
	 * @return progress in that phase
	 */
	public Progress in(TaskPhase next) {
		return new Progress(this.attempt, next, this.bytes, this.totalBytes, null, null);
	}

}

package io.autoclip.worker.task;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import io.autoclip.task.AttemptId;
import io.autoclip.task.Progress;
import io.autoclip.task.TaskPhase;
import io.autoclip.video.VideoId;

/**
 * An attempt that this worker runs: its clocks, and the way to stop it. Times are the
 * worker's own monotonic clock, in nanoseconds.
 */
final class RunningAttempt {

	private final AttemptId id;

	private final Thread thread;

	private final long begunAt;

	private final AttemptLog log;

	private final AtomicReference<@Nullable StopReason> stopped = new AtomicReference<>();

	private volatile long renewedAt;

	private volatile long progressedAt;

	private volatile Progress progress;

	private volatile @Nullable VideoId storing;

	private boolean ended;

	RunningAttempt(AttemptId id, Thread thread, long now) {
		this.id = id;
		this.thread = thread;
		this.begunAt = now;
		this.log = new AttemptLog(now);
		this.renewedAt = now;
		this.progressedAt = now;
		this.progress = Progress.of(id.attempt(), TaskPhase.RESOLVING);
	}

	AttemptId id() {
		return this.id;
	}

	AttemptLog log() {
		return this.log;
	}

	/** Stops the attempt by interrupting its thread; the first reason counts. */
	synchronized void stop(StopReason reason) {
		if (!this.ended && this.stopped.compareAndSet(null, reason)) {
			this.thread.interrupt();
		}
	}

	Optional<StopReason> stopped() {
		return Optional.ofNullable(this.stopped.get());
	}

	/** From here on nothing interrupts the thread any more. */
	synchronized void end() {
		this.ended = true;
	}

	/** Whose objects it may have stored, if any. */
	Optional<VideoId> storing() {
		return Optional.ofNullable(this.storing);
	}

	void storing(VideoId video) {
		this.storing = video;
	}

	void renewed(long sentAt) {
		this.renewedAt = sentAt;
	}

	Progress progress() {
		return this.progress;
	}

	void progressed(Progress next, long now) {
		if (next.bytes() != this.progress.bytes() || next.phase() != this.progress.phase()) {
			this.progressedAt = now;
		}
		if (next.phase() != this.progress.phase()) {
			this.log.note(next.phase().text(), now);
		}
		this.progress = next;
	}

	/** A list has no progress that is told, but it does not stall either. */
	void hasHeardOfItsSite(long now) {
		this.progressedAt = now;
	}

	/**
	 * Stops the attempt if one of its clocks has run out. Only while a site is to send
	 * can it stall: merging and uploading have their own limits.
	 */
	void watch(long now, Duration leaseMargin, WorkerSettings settings) {
		TaskPhase phase = this.progress.phase();
		boolean waitsForSite = phase == TaskPhase.RESOLVING || phase == TaskPhase.DOWNLOADING;
		if (now - this.renewedAt > leaseMargin.toNanos()) {
			stop(StopReason.LEASE_LOST);
		}
		else if (phase != TaskPhase.UPLOADING && now - this.begunAt > settings.wallClock().toNanos()) {
			stop(StopReason.TIMED_OUT);
		}
		else if (waitsForSite && now - this.progressedAt > settings.noProgress().toNanos()) {
			stop(StopReason.STALLED);
		}
	}

	/**
	 * Stops the attempt if its files have become too large.
	 * @param bytes what they have together
	 */
	void measured(long bytes, WorkerSettings settings) {
		if (bytes > settings.scratchSize().toBytes()) {
			stop(StopReason.TOO_LARGE);
		}
	}

}

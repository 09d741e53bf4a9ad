package io.autoclip.worker.task;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import io.autoclip.task.AttemptId;
import io.autoclip.task.Progress;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskPhase;

import static org.assertj.core.api.Assertions.assertThat;

class RunningAttemptTests {

	private static final Duration LEASE_MARGIN = Duration.ofSeconds(25);

	private final WorkerSettings settings = new WorkerSettings(1, Duration.ofHours(2), Duration.ofMinutes(2),
			Duration.ofMinutes(10), DataSize.ofBytes(1000), DataSize.ofBytes(0), Duration.ZERO);

	private final Thread thread = Thread.ofVirtual().unstarted(() -> {
	});

	private final RunningAttempt attempt = new RunningAttempt(new AttemptId(TaskId.random(), 1), this.thread, 0);

	@Test
	void watchWhenLeaseIsNotRenewedStopsFiveSecondsBeforeItsEnd() {
		watch(25);
		assertThat(this.attempt.stopped()).isEmpty();
		watch(26);
		assertThat(this.attempt.stopped()).contains(StopReason.LEASE_LOST);
	}

	@Test
	void watchWhenSiteIsSilentStalls() {
		this.attempt.progressed(new Progress(1, TaskPhase.DOWNLOADING, 10, null, null, null), seconds(10));
		this.attempt.progressed(new Progress(1, TaskPhase.DOWNLOADING, 10, null, null, null), seconds(100));
		this.attempt.renewed(seconds(131));
		watch(129);
		assertThat(this.attempt.stopped()).isEmpty();
		watch(131);
		assertThat(this.attempt.stopped()).contains(StopReason.STALLED);
	}

	@Test
	void watchWhileProcessingNeverStalls() {
		this.attempt.progressed(Progress.of(1, TaskPhase.PROCESSING), 0);
		this.attempt.renewed(seconds(1000));
		watch(1000);
		assertThat(this.attempt.stopped()).isEmpty();
	}

	@Test
	void watchWhenWallClockIsOverTimesOutButNotWhileStoring() {
		this.attempt.progressed(Progress.of(1, TaskPhase.PROCESSING), 0);
		this.attempt.renewed(seconds(7201));
		this.attempt.progressed(Progress.of(1, TaskPhase.UPLOADING), seconds(7201));
		watch(7201);
		assertThat(this.attempt.stopped()).isEmpty();
		this.attempt.progressed(Progress.of(1, TaskPhase.PROCESSING), seconds(7201));
		watch(7201);
		assertThat(this.attempt.stopped()).contains(StopReason.TIMED_OUT);
	}

	@Test
	void measuredWhenFilesAreLargerThanTheScratchSizeIsTooLarge() {
		this.attempt.measured(1000, this.settings);
		assertThat(this.attempt.stopped()).isEmpty();
		this.attempt.measured(1001, this.settings);
		assertThat(this.attempt.stopped()).contains(StopReason.TOO_LARGE);
	}

	@Test
	void stopKeepsTheFirstReasonAndDoesNothingAfterTheEnd() {
		this.attempt.stop(StopReason.CANCELLED);
		this.attempt.stop(StopReason.SHUTDOWN);
		assertThat(this.attempt.stopped()).contains(StopReason.CANCELLED);
		RunningAttempt ended = new RunningAttempt(new AttemptId(TaskId.random(), 1), Thread.currentThread(), 0);
		ended.end();
		ended.stop(StopReason.SHUTDOWN);
		assertThat(ended.stopped()).isEmpty();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	private void watch(long second) {
		this.attempt.watch(seconds(second), LEASE_MARGIN, this.settings);
	}

	private static long seconds(long seconds) {
		return Duration.ofSeconds(seconds).toNanos();
	}

}

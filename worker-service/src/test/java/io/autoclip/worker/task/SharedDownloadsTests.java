package io.autoclip.worker.task;

import org.junit.jupiter.api.Test;

import io.autoclip.task.TaskStatus;

import static org.assertj.core.api.Assertions.assertThat;

class SharedDownloadsTests {

	@Test
	void logTellsTheTrueReason() {
		assertThat(SharedDownloads.whyEnded(TaskStatus.RUNNING)).isEmpty();
		assertThat(SharedDownloads.whyEnded(TaskStatus.SUCCEEDED)).hasValue("the library has it");
		assertThat(SharedDownloads.whyEnded(TaskStatus.QUEUED)).hasValue("another task downloads the same");
		assertThat(SharedDownloads.whyEnded(TaskStatus.CANCELLED)).hasValue("its task is cancelled");
	}

}

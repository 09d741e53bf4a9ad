package io.autoclip.worker.task;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.autoclip.task.TaskLogs;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptLogTests {

	private final AttemptLog log = new AttemptLog(0);

	@Test
	void textTellsNotesWithTheirTimesAndThenTheTool() {
		this.log.note("downloading", 1_500_000_000);
		this.log.tool("it said\n");
		assertThat(this.log.text().lines()).containsExactly("     1.5 s  downloading", "", "it said");
	}

	@Test
	void textKeepsTheEndOfWhatTheToolSaidInWholeLines() {
		this.log.note("downloading", 0);
		this.log.tool("ä".repeat(20).concat("\n").repeat(1000) + "last\n");
		String text = this.log.text();
		assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(TaskLogs.MAX_BYTES - 50, TaskLogs.MAX_BYTES);
		assertThat(text).startsWith("     0.0 s  downloading").endsWith("last\n").doesNotContain("\ufffd");
		assertThat(text.lines().skip(2).limit(5)).containsOnly("ä".repeat(20));
	}

	@Test
	void warningsAreTenAtTheMost() {
		for (int i = 0; i < 100; i++) {
			this.log.warn("w" + i);
		}
		assertThat(this.log.warnings()).hasSize(10).startsWith("w0");
	}

}

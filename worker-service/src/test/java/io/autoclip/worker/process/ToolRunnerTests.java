package io.autoclip.worker.process;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ToolRunnerTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final ProcessLauncher launcher = new ProcessLauncher();

	private final ToolRunner tools = new ToolRunner(this.launcher);

	@AfterEach
	void close() {
		this.launcher.close();
	}

	@Test
	void runReturnsWhatTheProgramSays() throws Exception {
		assertThat(this.tools.run(List.of("echo", "a b; $(c)"), LIMIT)).isEqualTo("a b; $(c)\n");
	}

	@Test
	void runWhenProgramSaysMoreThanIsKeptDoesNotHang() throws Exception {
		assertThat(this.tools.run(List.of("head", "-c", "3000000", "/dev/zero"), LIMIT)).hasSize(1024 * 1024);
	}

	@Test
	void runWhenProgramFailsTellsWhy() {
		assertThatExceptionOfType(ToolFailedException.class)
			.isThrownBy(() -> this.tools.run(List.of("ls", "/none"), LIMIT))
			.withMessageContaining("/none");
	}

	@Test
	void runWhenProgramTakesTooLongEndsIt() {
		assertThatExceptionOfType(ToolFailedException.class)
			.isThrownBy(() -> this.tools.run(List.of("sleep", "4711"), Duration.ofMillis(200)));
		assertThat(ProcessHandle.allProcesses()
			.filter((process) -> process.info().commandLine().orElse("").endsWith("sleep 4711"))
			.filter(ProcessHandle::isAlive)).isEmpty();
	}

	@Test
	void runShowsTheProgramNothingOfTheWorkersEnvironment() throws Exception {
		List<String> names = this.tools.run(List.of("env"), LIMIT).lines().map((line) -> line.split("=")[0]).toList();
		assertThat(names).containsExactlyInAnyOrder("PATH", "LANG");
	}

}

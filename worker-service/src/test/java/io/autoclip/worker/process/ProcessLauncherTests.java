package io.autoclip.worker.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ProcessLauncherTests {

	private static final Path ROOT = Path.of("/");

	private final ProcessLauncher launcher = new ProcessLauncher();

	@AfterEach
	void close() {
		this.launcher.close();
	}

	@Test
	void startShowsTheProgramNothingOfTheWorkersEnvironment() throws Exception {
		Process process = this.launcher.start(List.of("env"), ROOT, Map.of("HOME", "/none"));
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(said.lines().map((line) -> line.split("=")[0])).containsExactlyInAnyOrder("PATH", "LANG", "HOME");
	}

	@Test
	void startPassesArgumentsAsTheyAre() throws Exception {
		Process process = this.launcher.start(List.of("echo", "a b; $(c)"), ROOT, Map.of());
		assertThat(process.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("a b; $(c)\n");
	}

	@Test
	void startWhenTheDirectoryIsMissingFails() {
		assertThatIOException().isThrownBy(() -> this.launcher.start(List.of("env"), Path.of("/none"), Map.of()));
	}

}

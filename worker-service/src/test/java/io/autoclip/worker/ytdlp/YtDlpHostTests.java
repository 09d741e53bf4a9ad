package io.autoclip.worker.ytdlp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.autoclip.worker.process.ProcessLauncher;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class YtDlpHostTests {

	@TempDir
	private Path directory;

	private final ProcessLauncher launcher = new ProcessLauncher();

	@AfterEach
	void close() {
		this.launcher.close();
	}

	@Test
	void whatTheHostSaysForgesNoLineOfTheLog(CapturedOutput output) throws Exception {
		Path host = Files.writeString(this.directory.resolve("host"), """
				#!/bin/sh
				printf '%s\\n' '{"type":"malformed","detail":"a\\n2026 forged\\u001b[31m\\u202e\\u2028b"}'
				printf '%s\\n' '{"type":"phase","id":"t.1","phase":"c\\n2026 forged\\u001b[31m\\u202e\\u2028d"}'
				printf 'e\\0132026 forged\\033[31m\\342\\200\\256\\342\\200\\250f\\n' >&2
				""");
		Files.setPosixFilePermissions(host, PosixFilePermissions.fromString("rwx------"));
		try (YtDlpHost started = YtDlpHost.start(this.launcher, host.toString(), "localhost:1", this.directory)) {
			assertThat(started.ready()).failsWithin(20, TimeUnit.SECONDS);
		}
		assertThat(output.toString().lines()).noneMatch((line) -> line.startsWith("2026 forged"));
		assertThat(output).contains("a 2026 forged [31m b", "e 2026 forged [31m f")
			.doesNotContain("\u001b[31m", "\u202e", "\u2028");
	}

}

package io.autoclip.worker.ytdlp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ToolLogTests {

	@TempDir
	private Path directory;

	@Test
	void readKeepsTheEndInWholeLines() throws IOException {
		Files.writeString(this.directory.resolve("ytdlp.log"), "a line\n".repeat(10_000) + "the end\n");
		String log = ToolLog.read(this.directory);
		assertThat(log).hasSizeBetween(16_000, 16 * 1024).startsWith("a line\n").endsWith("the end\n");
	}

	@Test
	void readFollowsNoLinkAndOpensNothingButFiles() throws IOException {
		assertThat(ToolLog.read(this.directory)).isEmpty();
		Path secret = Files.writeString(this.directory.resolve("secret"), "secret");
		Files.createSymbolicLink(this.directory.resolve("ytdlp.log"), secret);
		assertThat(ToolLog.read(this.directory)).isEmpty();
	}

}

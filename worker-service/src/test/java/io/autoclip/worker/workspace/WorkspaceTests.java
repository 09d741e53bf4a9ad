package io.autoclip.worker.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.autoclip.task.AttemptId;
import io.autoclip.task.TaskId;
import io.autoclip.task.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WorkspaceTests {

	@TempDir
	private Path scratch;

	@Test
	void openGivesAnEmptyDirectoryThatIsGoneWhenItIsClosed() throws Exception {
		try (Workspace workspace = new Workspace(this.scratch, WorkerId.random())) {
			AttemptDirectory directory = workspace.open(new AttemptId(TaskId.random(), 1));
			Files.createDirectories(directory.path().resolve("a/b"));
			Files.writeString(directory.path().resolve("a/b/c"), "left");
			directory.close();
			assertThat(directory.path()).doesNotExist();
		}
	}

	@Test
	void sizeAddsUpTheFilesOfAnAttemptAndFollowsNoLinks() throws Exception {
		AttemptId attempt = new AttemptId(TaskId.random(), 1);
		try (Workspace workspace = new Workspace(this.scratch, WorkerId.random())) {
			assertThat(workspace.size(attempt)).isZero();
			try (AttemptDirectory directory = workspace.open(attempt)) {
				Path work = Files.createDirectories(directory.path().resolve("work"));
				Files.write(directory.path().resolve("a"), new byte[1000]);
				Files.write(work.resolve("b"), new byte[234]);
				Files.createSymbolicLink(work.resolve("out"), this.scratch);
				assertThat(workspace.size(attempt)).isEqualTo(1234);
			}
		}
	}

	@Test
	void fullDiskIsSeenBehindWhatItBreaks() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Files.writeString(Path.of("/dev/full"), "more", StandardOpenOption.WRITE))
			.satisfies((ex) -> assertThat(NoSpaceException.isBehind(new IllegalStateException(ex))).isTrue());
		assertThat(NoSpaceException.isBehind(new IOException("no such file"))).isFalse();
	}

	@Test
	void sweepRemovesThePartsOfTheDeadOnly() throws Exception {
		Path dead = Files.createDirectories(this.scratch.resolve(WorkerId.random().value()).resolve("task.1"));
		WorkerId alive = WorkerId.random();
		try (Workspace other = new Workspace(this.scratch, alive);
				Workspace workspace = new Workspace(this.scratch, WorkerId.random())) {
			assertThat(workspace.sweep(Duration.ofHours(1))).as("too young to tell").isZero();
			assertThat(workspace.sweep(Duration.ZERO)).isEqualTo(1);
			assertThat(dead).doesNotExist();
			assertThat(this.scratch.resolve(alive.value())).exists();
		}
	}

	@Test
	void closeLeavesNothing() throws Exception {
		new Workspace(this.scratch, WorkerId.random()).close();
		assertThat(this.scratch).isEmptyDirectory();
	}

}

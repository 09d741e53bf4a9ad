package io.autoclip.worker.ytdlp;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.autoclip.task.FailureCode;
import io.autoclip.worker.clip.CutRequest;
import io.autoclip.worker.download.DownloadFailedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class HostSilenceFinderTests {

	@TempDir
	private Path root;

	private EditFixture fixture;

	private HostSilenceFinder finder;

	@BeforeEach
	void start() throws Exception {
		this.fixture = new EditFixture(this.root);
		this.finder = new HostSilenceFinder(this.fixture.edits);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void findsWhereItIsSilentAndTellsHowFarItIs() throws Exception {
		Path source = this.fixture.source("-f", "lavfi", "-i", "aevalsrc='sin(2000*t)*lt(t,1)':d=3", "-f", "wav");
		assertThat(this.finder.find(this.fixture.attempt, source, this.fixture.directory, -50, 0.5, this.fixture))
			.singleElement()
			.satisfies((silence) -> assertSpan(silence, 1, 3));
		assertThat(this.fixture.totals).isNotEmpty().allSatisfy((total) -> assertThat(total).isEqualTo(3.0));
	}

	private static void assertSpan(CutRequest.Cut silence, double start, double end) {
		assertThat(silence.start()).isCloseTo(start, within(0.01));
		assertThat(silence.end()).isCloseTo(end, within(0.01));
	}

	@Test
	void whatIsNoMediaFailsWithItsCode() throws Exception {
		Path source = Files.writeString(this.fixture.directory.resolve("source"), "#EXTM3U\n");
		assertThatExceptionOfType(DownloadFailedException.class).isThrownBy(
				() -> this.finder.find(this.fixture.attempt, source, this.fixture.directory, -50, 0.5, this.fixture))
			.satisfies((ex) -> assertThat(ex.failure().code()).isEqualTo(FailureCode.INVALID_MEDIA));
	}

}

package io.autoclip.worker.ytdlp;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.autoclip.task.FailureCode;
import io.autoclip.worker.clip.CutClip;
import io.autoclip.worker.clip.CutRequest;
import io.autoclip.worker.download.DownloadFailedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is cut, and where, is the matter of {@code test_cutting.py}.
 */
class HostClipCutterTests {

	@TempDir
	private Path root;

	private EditFixture fixture;

	private HostClipCutter cutter;

	private Path source;

	@BeforeEach
	void start() throws Exception {
		this.fixture = new EditFixture(this.root);
		this.cutter = new HostClipCutter(this.fixture.edits);
		this.source = this.fixture.source("-f", "lavfi", "-i", "testsrc=d=2:s=64x48:r=10", "-c:v", "libx264", "-g",
				"10", "-pix_fmt", "yuv420p", "-f", "mp4");
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void tellsOfEachClipWhatItIsAndOfThoseThatAreMissing() throws Exception {
		List<CutClip> clips = this.cutter.cut(
				request(true, new CutRequest.Cut(5, 6), new CutRequest.Cut(0.5, 1), new CutRequest.Cut(0, 9)),
				this.fixture);
		Path directory = this.fixture.directory;
		assertThat(clips).containsExactly(
				new CutClip(1, directory.resolve("clip-1.mp4"), "video/mp4", 0.5, 1.0, 0.5, 64, 48,
						directory.resolve("clip-1.jpg")),
				new CutClip(2, directory.resolve("clip-2.mp4"), "video/mp4", 0.0, 2.0, 2.0, 64, 48,
						directory.resolve("clip-2.jpg")));
		assertThat(clips).allSatisfy((clip) -> assertThat(clip.file()).isNotEmptyFile())
			.allSatisfy((clip) -> assertThat(clip.thumbnail()).isNotEmptyFile());
		assertThat(this.fixture.warnings).singleElement().asString().startsWith("Clip 1 (5 s to 6 s) is missing");
		assertThat(this.fixture.totals).isNotEmpty();
	}

	@Test
	void instantBeginsAtTheKeyframeBefore() throws Exception {
		assertThat(this.cutter.cut(request(false, new CutRequest.Cut(1.5, 1.8)), this.fixture)).singleElement()
			.satisfies((clip) -> assertThat(clip.start()).isEqualTo(1.0));
	}

	@Test
	void nothingInTheRangesIsAFailure() {
		assertThatExceptionOfType(DownloadFailedException.class)
			.isThrownBy(() -> this.cutter.cut(request(true, new CutRequest.Cut(5, 6)), this.fixture))
			.satisfies((ex) -> assertThat(ex.failure().code()).isEqualTo(FailureCode.INVALID_RANGE));
	}

	private CutRequest request(boolean exact, CutRequest.Cut... cuts) {
		return new CutRequest(this.fixture.attempt, this.source, this.fixture.directory, List.of(cuts), exact, 21);
	}

}

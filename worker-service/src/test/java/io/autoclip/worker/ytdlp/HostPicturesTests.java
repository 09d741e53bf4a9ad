package io.autoclip.worker.ytdlp;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.autoclip.clip.Scenes;
import io.autoclip.task.FailureCode;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.scene.SceneFinderFixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class HostPicturesTests {

	@TempDir
	private Path root;

	private EditFixture fixture;

	@BeforeEach
	void start() throws Exception {
		this.fixture = new EditFixture(this.root);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void findsTheCutOfAFileAndLeavesNoPictures() throws Exception {
		Path source = this.fixture.source("-f", "lavfi", "-i", "testsrc=size=320x180:rate=25:duration=2", "-f", "lavfi",
				"-i", "mandelbrot=size=320x180:rate=25", "-filter_complex",
				"[1]trim=end=18[m];[0][m]concat,format=yuv420p", "-t", "20", "-c:v", "libx264", "-preset", "ultrafast",
				"-f", "mp4");
		Scenes scenes = find(source);
		assertThat(scenes.changes()).singleElement().satisfies((change) -> {
			assertThat(change.kind()).isEqualTo(Scenes.Kind.CUT);
			assertThat(change.start()).isCloseTo(2, within(0.001));
		});
		assertThat(scenes.duration()).isCloseTo(20, within(0.001));
		assertThat(this.fixture.directory.resolve("work")).isEmptyDirectory();
		assertThat(this.fixture.totals).isNotEmpty().allSatisfy((total) -> assertThat(total).isEqualTo(20.0));
	}

	@Test
	void soundAloneHasNoPictures() throws Exception {
		Path source = this.fixture.source("-f", "lavfi", "-i", "sine=duration=1", "-f", "wav");
		assertThatExceptionOfType(DownloadFailedException.class).isThrownBy(() -> find(source))
			.satisfies((ex) -> assertThat(ex.failure().code()).isEqualTo(FailureCode.INVALID_MEDIA));
	}

	private Scenes find(Path source) throws Exception {
		return SceneFinderFixture.finder(new HostPictures(this.fixture.edits))
			.find(this.fixture.attempt, source, this.fixture.directory, 0.5, 0.6, this.fixture);
	}

}

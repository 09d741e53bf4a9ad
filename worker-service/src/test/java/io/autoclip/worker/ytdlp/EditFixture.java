package io.autoclip.worker.ytdlp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.springframework.util.unit.DataSize;

import io.autoclip.task.AttemptId;
import io.autoclip.task.MediaLimits;
import io.autoclip.task.TaskId;
import io.autoclip.worker.clip.CutListener;
import io.autoclip.worker.process.ProcessLauncher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real yt-dlp host that edits files in a directory of the test.
 */
final class EditFixture implements CutListener, AutoCloseable {

	private static final String PYTHON = System.getenv().getOrDefault("AUTOCLIP_PYTHON", "python3");

	final AttemptId attempt = new AttemptId(TaskId.random(), 1);

	final Path directory;

	final List<String> warnings = new ArrayList<>();

	final List<Double> totals = new ArrayList<>();

	final HostEdits edits;

	private final ProcessLauncher launcher = new ProcessLauncher();

	private final YtDlpHost host;

	EditFixture(Path root) throws IOException {
		this.directory = Files.createDirectories(root.resolve("attempt"));
		this.host = YtDlpHost.start(this.launcher, PYTHON, "127.0.0.1:1",
				Files.createDirectories(root.resolve("host")));
		assertThat(this.host.ready()).succeedsWithin(60, TimeUnit.SECONDS);
		YtDlpSettings settings = new YtDlpSettings(PYTHON, DataSize.ofGigabytes(1), DataSize.ofGigabytes(2),
				Duration.ofMinutes(10));
		this.edits = new HostEdits(new HostAttempts(new OneHost(this.launcher, settings)), settings,
				new MediaLimits(Duration.ofHours(12)));
	}

	/** Has ffmpeg make the source. */
	Path source(String... arguments) throws Exception {
		Path file = this.directory.resolve("source");
		List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
		command.addAll(List.of(arguments));
		command.add(file.toString());
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(said).isZero();
		return file;
	}

	@Override
	public void onProgress(double done, double total) {
		this.totals.add(total);
	}

	@Override
	public void onWarning(String warning) {
		this.warnings.add(warning);
	}

	@Override
	public void onLog(String text) {
	}

	@Override
	public void close() {
		this.host.close();
		this.launcher.close();
	}

	/** Has neither workspace nor egress: its host is there. */
	private final class OneHost extends YtDlp {

		@SuppressWarnings("NullAway")
		OneHost(ProcessLauncher launcher, YtDlpSettings settings) {
			super(launcher, null, settings, null);
		}

		@Override
		void begin(HostCommand.Work work, Consumer<HostEvent.OfAttempt> listener) {
			EditFixture.this.host.begin(work, listener);
		}

		@Override
		void kill(String id) {
			EditFixture.this.host.kill(id);
		}

	}

}

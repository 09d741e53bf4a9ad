package io.autoclip.worker.ytdlp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the tests of the yt-dlp host, which are written in its own language, by the Python
 * that the worker would use ({@code AUTOCLIP_PYTHON}).
 */
class HostPythonTests {

	private static final Path TESTS = Path.of("src", "test", "python");

	@Test
	void hostPassesItsOwnTests() throws Exception {
		String python = System.getenv().getOrDefault("AUTOCLIP_PYTHON", "python3");
		assertThat(run(python, "-c", "import yt_dlp")).as(python + " has no yt-dlp; ./run test prepares one").isEmpty();
		String output = run(python, "-B", "-m", "unittest", "discover", "-s", TESTS.toString());
		assertThat(output).as(output).containsPattern("Ran [1-9]\\d* tests").containsPattern("\nOK( \\(.*\\))?\n$");
	}

	private static String run(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return output;
	}

}

package io.autoclip.worker.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/**
 * Runs a program to its end, within a time limit, and keeps a bounded part of what it
 * says. Both of its streams are read all the while, since a full pipe would stop it.
 */
@Component
public class ToolRunner {

	private static final int MAX_OUTPUT = 1024 * 1024;

	/** Programs are given absolute paths only, so they need no directory of their own. */
	private static final Path ROOT = Path.of("/");

	private final ProcessLauncher launcher;

	private final Executor readers = Executors.newVirtualThreadPerTaskExecutor();

	ToolRunner(ProcessLauncher launcher) {
		this.launcher = launcher;
	}

	/**
	 * Runs a program.
	 * @param command the program and its arguments
	 * @param limit how long it may take
	 * @return what it said
	 * @throws ToolFailedException if it cannot be started, fails, or takes too long
	 * @throws InterruptedException if the caller was interrupted; the program is gone
	 * then
	 */
	public String run(List<String> command, Duration limit) throws ToolFailedException, InterruptedException {
		Process process = start(command);
		try {
			CompletableFuture<String> output = read(process.getInputStream());
			CompletableFuture<String> errors = read(process.getErrorStream());
			if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new ToolFailedException(command.getFirst() + " took longer than " + limit, null);
			}
			if (process.exitValue() != 0) {
				throw new ToolFailedException(
						command.getFirst() + " ended with " + process.exitValue() + ": " + errors.join(), null);
			}
			return output.join();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private Process start(List<String> command) throws ToolFailedException {
		try {
			Process process = this.launcher.start(command, ROOT, Map.of());
			process.getOutputStream().close();
			return process;
		}
		catch (IOException ex) {
			throw new ToolFailedException("Could not start " + command.getFirst(), ex);
		}
	}

	private CompletableFuture<String> read(InputStream stream) {
		return CompletableFuture.supplyAsync(() -> {
			try (stream) {
				String kept = new String(stream.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
				stream.skip(Long.MAX_VALUE);
				return kept;
			}
			catch (IOException ex) {
				return "";
			}
		}, this.readers);
	}

}

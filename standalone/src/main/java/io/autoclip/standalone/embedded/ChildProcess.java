package io.autoclip.standalone.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that cannot outlive this JVM, even when the JVM is killed with -9: the kernel
 * kills it when the <em>thread</em> that forked it ends (PR_SET_PDEATHSIG in prctl(2)).
 * So one platform thread starts it and waits until it has ended. A session of its own
 * keeps a terminal's Ctrl-C from it: it is the JVM that says when to stop.
 */
final class ChildProcess implements AutoCloseable {

	private static final List<String> DIES_WITH_US = List.of("setsid", "setpriv", "--pdeathsig", "KILL", "--");

	private final Process process;

	private ChildProcess(Process process) {
		this.process = process;
	}

	/**
	 * Starts a process.
	 * @param command the program and its arguments
	 * @param directory the working directory; the process writes its output there, to
	 * {@code <name>.log}
	 * @param name the name of the log and of the thread
	 * @param input what the process reads on its standard input
	 * @return the running process
	 * @throws IOException if it cannot be started
	 */
	static ChildProcess start(List<String> command, Path directory, String name, String input) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Stream.concat(DIES_WITH_US.stream(), command.stream()).toList());
		builder.directory(directory.toFile());
		builder.redirectErrorStream(true).redirectOutput(directory.resolve(name + ".log").toFile());
		CompletableFuture<Process> started = new CompletableFuture<>();
		Thread.ofPlatform().daemon().name(name).start(() -> forkAndStay(builder, started));
		ChildProcess child = new ChildProcess(await(started));
		child.write(input);
		return child;
	}

	private static void forkAndStay(ProcessBuilder builder, CompletableFuture<Process> started) {
		try {
			Process process = builder.start();
			started.complete(process);
			process.onExit().join();
		}
		catch (IOException ex) {
			started.completeExceptionally(ex);
		}
	}

	private static Process await(CompletableFuture<Process> started) throws IOException {
		try {
			return started.join();
		}
		catch (CompletionException ex) {
			throw new IOException("Cannot start a process: " + ex.getMessage(), ex);
		}
	}

	private void write(String input) throws IOException {
		try (var stdin = this.process.getOutputStream()) {
			stdin.write(input.getBytes(StandardCharsets.UTF_8));
		}
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/** Asks the process to end and kills it when it has not within ten seconds. */
	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}

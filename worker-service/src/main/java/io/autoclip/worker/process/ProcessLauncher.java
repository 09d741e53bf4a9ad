package io.autoclip.worker.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.stereotype.Component;

/**
 * Starts outer programs so that they die with the worker, even if it is killed with -9:
 * each is started under {@code setpriv --pdeathsig KILL}. Linux sends that signal when
 * the <em>thread</em> that forked ends (prctl(2), PR_SET_PDEATHSIG), so one platform
 * thread that lives as long as the worker starts them all. No shell is involved, and a
 * program sees none of the worker's environment but what it is given.
 */
@Component
public class ProcessLauncher implements AutoCloseable {

	private final ExecutorService thread = Executors
		.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("process-launcher").factory());

	/**
	 * Starts a program.
	 * @param command the program and its arguments
	 * @param directory where it works
	 * @param environment its environment, besides PATH and LANG
	 * @return the running program, with pipes to all three of its streams
	 * @throws IOException if it cannot be started
	 */
	public Process start(List<String> command, Path directory, Map<String, String> environment) throws IOException {
		List<String> guarded = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
		guarded.addAll(command);
		ProcessBuilder builder = new ProcessBuilder(guarded).directory(directory.toFile());
		Map<String, String> own = builder.environment();
		String path = own.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
		own.clear();
		own.put("PATH", path);
		own.put("LANG", "C.UTF-8");
		own.putAll(environment);
		try {
			return this.thread.submit(builder::start).get();
		}
		catch (ExecutionException ex) {
			throw new IOException("Could not start " + command.getFirst(), ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while starting " + command.getFirst(), ex);
		}
	}

	@Override
	public void close() {
		this.thread.shutdown();
	}

}

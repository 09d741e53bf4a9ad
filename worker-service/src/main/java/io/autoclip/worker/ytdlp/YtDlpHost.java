package io.autoclip.worker.ytdlp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import tools.jackson.core.JacksonException;

import io.autoclip.json.StoredJson;
import io.autoclip.worker.download.LogLine;
import io.autoclip.worker.process.ProcessLauncher;

/**
 * One running yt-dlp host: a warm Python process that forks a child for each attempt. It
 * lives until its standard input is closed, or until no beat has come for 10 s; then it
 * kills its children, and the attempts hear that it is lost.
 */
final class YtDlpHost implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(YtDlpHost.class);

	private final Process process;

	private final OutputStream commands;

	private final Map<String, Consumer<HostEvent.OfAttempt>> attempts = new ConcurrentHashMap<>();

	private final CompletableFuture<HostEvent.Ready> ready = new CompletableFuture<>();

	private final ScheduledExecutorService heart = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("ytdlp-heart").factory());

	private volatile String lastError = "";

	private YtDlpHost(Process process) {
		this.process = process;
		this.commands = process.getOutputStream();
	}

	/**
	 * Starts a host, without a network where the kernel allows it.
	 * @param egress {@code host:port} of the proxy, then its only way out
	 */
	static YtDlpHost start(ProcessLauncher launcher, String python, String egress, Path directory) throws IOException {
		Path sources = HostFiles.unpack(directory);
		List<String> command = List.of(python, "-I", "-S", "-B", sources.resolve("relay.py").toString(), egress, python,
				"-I", "-u", "-B", "-X", "utf8", sources.resolve("__main__.py").toString(), "--tools",
				directory.resolve("tools").toString());
		YtDlpHost host = new YtDlpHost(launcher.start(command, directory, Map.of("HOME", directory.toString())));
		Thread errors = Thread.ofPlatform().daemon().name("ytdlp-errors").start(host::readErrors);
		Thread.ofPlatform().daemon().name("ytdlp-events").start(() -> host.readEvents(errors));
		host.heart.scheduleAtFixedRate(host::beat, 0, 1, TimeUnit.SECONDS);
		return host;
	}

	/** Completes when the host is warm; fails if it ends before. */
	CompletableFuture<HostEvent.Ready> ready() {
		return this.ready;
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	void begin(HostCommand.Work work, Consumer<HostEvent.OfAttempt> listener) {
		this.attempts.put(work.id(), listener);
		if (!send(work) || !isAlive()) {
			lose(work.id());
		}
	}

	void go(String id) {
		send(new HostCommand.Go(id));
	}

	void kill(String id) {
		send(new HostCommand.Kill(id));
	}

	private void beat() {
		send(new HostCommand.Beat());
	}

	private boolean send(HostCommand command) {
		byte[] line = (StoredJson.write(command) + "\n").getBytes(StandardCharsets.UTF_8);
		synchronized (this.commands) {
			try {
				this.commands.write(line);
				this.commands.flush();
				return true;
			}
			catch (IOException ex) {
				return false;
			}
		}
	}

	private void readEvents(Thread errors) {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			lines.lines().forEach(this::handle);
		}
		catch (IOException | UncheckedIOException ex) {
			logger.debug("The yt-dlp host has closed its output", ex);
		}
		close();
		await(errors);
		this.ready
			.completeExceptionally(new IOException("The yt-dlp host ended before it was ready: " + this.lastError));
		this.attempts.keySet().forEach(this::lose);
	}

	/** What it has said last may be why it ended. */
	private static void await(Thread errors) {
		try {
			errors.join(Duration.ofSeconds(2));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void complain(String said) {
		String line = LogLine.of(said);
		logger.warn("yt-dlp host: " + line);
		this.lastError = line;
	}

	private void handle(String line) {
		try {
			switch (StoredJson.read(line, HostEvent.class)) {
				case HostEvent.Ready event -> this.ready.complete(event);
				case HostEvent.Malformed event -> handleMalformed(event);
				case HostEvent.OfAttempt event -> tell(event);
			}
		}
		catch (JacksonException | IllegalArgumentException ex) {
			logger.error("The yt-dlp host said something unreadable: " + LogLine.of(ex.getMessage()));
		}
	}

	private void handleMalformed(HostEvent.Malformed event) {
		logger.error("The yt-dlp host could not read a command: " + LogLine.of(event.detail()));
		if (event.id() != null) {
			tell(new HostEvent.Failed(event.id(), "internal", event.detail(), null, null));
		}
	}

	private void tell(HostEvent.OfAttempt event) {
		boolean last = event instanceof HostEvent.Outcome;
		Consumer<HostEvent.OfAttempt> listener = last ? this.attempts.remove(event.id())
				: this.attempts.get(event.id());
		if (listener != null) {
			listener.accept(event);
		}
	}

	private void lose(String id) {
		Consumer<HostEvent.OfAttempt> listener = this.attempts.remove(id);
		if (listener != null) {
			listener.accept(new HostEvent.HostLost(id));
		}
	}

	private void readErrors() {
		try (BufferedReader lines = this.process.errorReader(StandardCharsets.UTF_8)) {
			lines.lines().forEach(this::complain);
		}
		catch (IOException | UncheckedIOException ex) {
			logger.debug("The yt-dlp host has closed its errors", ex);
		}
	}

	@Override
	public void close() {
		this.heart.shutdownNow();
		try {
			this.commands.close();
			if (!this.process.waitFor(2, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (IOException ex) {
			this.process.destroyForcibly();
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}

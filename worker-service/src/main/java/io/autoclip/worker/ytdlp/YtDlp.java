package io.autoclip.worker.ytdlp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.autoclip.worker.egress.Egress;
import io.autoclip.worker.process.ProcessLauncher;
import io.autoclip.worker.workspace.Workspace;

/**
 * Keeps one warm yt-dlp host running: started with the worker, started again when it is
 * found dead.
 */
@Component
public class YtDlp implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(YtDlp.class);

	private static final int WARM_UP_SECONDS = 60;

	private final ProcessLauncher launcher;

	private final Workspace workspace;

	private final YtDlpSettings settings;

	private final Egress egress;

	private final AtomicInteger starts = new AtomicInteger();

	private volatile @Nullable YtDlpHost host;

	private volatile Map<String, String> versions = Map.of();

	YtDlp(ProcessLauncher launcher, Workspace workspace, YtDlpSettings settings, Egress egress) {
		this.launcher = launcher;
		this.workspace = workspace;
		this.settings = settings;
		this.egress = egress;
	}

	/**
	 * Returns the tools and their versions.
	 * @return the versions of yt-dlp, Python, PyAV, ffmpeg and deno; what is missing is
	 * absent
	 */
	public Map<String, String> versions() {
		return this.versions;
	}

	void begin(HostCommand.Work work, Consumer<HostEvent.OfAttempt> listener) {
		live().begin(work, listener);
	}

	void go(String id) {
		YtDlpHost current = this.host;
		if (current != null) {
			current.go(id);
		}
	}

	void kill(String id) {
		YtDlpHost current = this.host;
		if (current != null) {
			current.kill(id);
		}
	}

	/**
	 * Ends a host that does not answer: its attempts are lost, and the next one starts
	 * another.
	 */
	void giveUp() {
		stop();
	}

	private synchronized YtDlpHost live() {
		YtDlpHost current = this.host;
		if (current == null || !current.isAlive()) {
			logger.warn("The yt-dlp host is gone; starting another");
			current = launch();
		}
		return current;
	}

	private YtDlpHost launch() {
		Path directory = this.workspace.tool("ytdlp-host-" + this.starts.incrementAndGet());
		try {
			YtDlpHost started = YtDlpHost.start(this.launcher, this.settings.python(), this.egress.address(),
					directory);
			awaitReady(started);
			this.host = started;
			return started;
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	private void awaitReady(YtDlpHost started) {
		try {
			HostEvent.Ready ready = started.ready().get(WARM_UP_SECONDS, TimeUnit.SECONDS);
			this.versions = known(ready.versions());
			logger.info("yt-dlp is warm: " + this.versions);
			warnOnceUnlessShutIn(ready);
		}
		catch (ExecutionException | TimeoutException ex) {
			started.close();
			throw unavailable(ex);
		}
		catch (InterruptedException ex) {
			started.close();
			Thread.currentThread().interrupt();
			throw unavailable(ex);
		}
	}

	/**
	 * A proxy on another machine means that the network is closed from outside, as
	 * compose does it.
	 */
	private void warnOnceUnlessShutIn(HostEvent.Ready ready) {
		if (!ready.enclosed() && this.egress.isOnThisMachine() && this.starts.get() == 1) {
			logger.warn("The kernel gives yt-dlp no network namespace: that downloads use no other way than egress"
					+ " is not enforced, only what they bring is compared with what egress has counted");
		}
	}

	private IllegalStateException unavailable(Exception cause) {
		return new IllegalStateException("yt-dlp cannot be started by " + this.settings.python()
				+ "; AUTOCLIP_PYTHON must name a Python that has it, and ./run prepares one (" + cause.getMessage()
				+ ")", cause);
	}

	private static Map<String, String> known(Map<String, @Nullable String> all) {
		Map<String, String> known = new HashMap<>();
		all.forEach((tool, version) -> {
			if (version != null) {
				known.put(tool, version);
			}
		});
		return Map.copyOf(known);
	}

	@Override
	public synchronized void start() {
		launch();
	}

	@Override
	public synchronized void stop() {
		YtDlpHost current = this.host;
		this.host = null;
		if (current != null) {
			current.close();
		}
	}

	@Override
	public boolean isRunning() {
		return this.host != null;
	}

	/** Before the listener starts, and after it has stopped. */
	@Override
	public int getPhase() {
		return 0;
	}

}

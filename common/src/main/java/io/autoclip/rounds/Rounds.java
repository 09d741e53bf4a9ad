package io.autoclip.rounds;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Does something at the start of the application, and again after each pause, on a thread
 * of its own. A round that fails is logged, and is not the last.
 */
public abstract class Rounds implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Rounds.class);

	private final String name;

	private final Duration pause;

	private final ScheduledExecutorService scheduler;

	private volatile boolean running;

	/**
	 * Prepares rounds.
	 * @param name what the thread is called
	 * @param pause from the end of a round to the next
	 */
	protected Rounds(String name, Duration pause) {
		this.name = name;
		this.pause = pause;
		this.scheduler = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name(name).factory());
	}

	/** One round. What it throws is logged as an error. */
	protected abstract void round();

	/**
	 * The boundary: a scheduled task that throws is never run again. What a stop has
	 * interrupted has not failed.
	 */
	private void run() {
		try {
			round();
		}
		catch (RuntimeException ex) {
			if (this.running) {
				logger.error("A round of the " + this.name + " failed for a reason that nobody thought of", ex);
			}
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.scheduler.scheduleWithFixedDelay(this::run, 0, this.pause.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() {
		this.running = false;
		this.scheduler.shutdownNow();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}

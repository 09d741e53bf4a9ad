package io.autoclip.api.dispatch;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Ticks once a second on a thread of its own, for as long as the api runs, whatever
 * happens to Redis. Each replica has one: what a tick does is idempotent, so nobody needs
 * to lead.
 */
@Component
class Dispatcher implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Dispatcher.class);

	private final Tick tick;

	private final ScheduledExecutorService scheduler = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("dispatcher").factory());

	private boolean storeAway;

	private volatile boolean running;

	Dispatcher(Tick tick) {
		this.tick = tick;
	}

	/** The boundary: an exception that left this method would stop the clock for good. */
	private void run() {
		try {
			this.tick.run();
			storeIsAway(false);
		}
		catch (DataAccessException ex) {
			logger.debug("A tick failed", ex);
			storeIsAway(this.running); // a tick that is interrupted by the end proves
										// nothing
		}
		catch (RuntimeException ex) {
			logger.error("A tick failed", ex);
		}
	}

	private void storeIsAway(boolean away) {
		if (away != this.storeAway) {
			logger.warn(away ? "Redis is away: nothing is admitted until it is back" : "Redis is back");
			this.storeAway = away;
			this.tick.forgetSettings();
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.scheduler.scheduleWithFixedDelay(this::run, 0, 1, TimeUnit.SECONDS);
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

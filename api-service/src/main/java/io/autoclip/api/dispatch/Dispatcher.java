package io.autoclip.api.dispatch;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.autoclip.rounds.Rounds;

/**
 * Ticks once a second on a thread of its own, for as long as the api runs, whatever
 * happens to Redis. Each replica has one: what a tick does is idempotent, so nobody needs
 * to lead.
 */
@Component
class Dispatcher extends Rounds {

	private static final Log logger = LogFactory.getLog(Dispatcher.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final Tick tick;

	private boolean storeAway;

	Dispatcher(Tick tick) {
		super("dispatcher", PAUSE);
		this.tick = tick;
	}

	@Override
	protected void round() {
		try {
			this.tick.run();
			storeIsAway(false);
		}
		catch (DataAccessException ex) {
			logger.debug("A tick failed", ex);
			storeIsAway(isRunning()); // a tick that is interrupted by the end proves
										// nothing
		}
	}

	private void storeIsAway(boolean away) {
		if (away != this.storeAway) {
			logger.warn(away ? "Redis is away: nothing is admitted until it is back" : "Redis is back");
			this.storeAway = away;
			this.tick.forgetSettings();
		}
	}

}

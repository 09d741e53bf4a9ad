package io.autoclip.worker.task;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.autoclip.admission.Admissions;
import io.autoclip.task.Site;

/**
 * Keeps the starts at a site apart. They were when the tasks were let in; but in the
 * queue tasks wait for free slots, and several slots may become free at once.
 */
@Component
class SiteTurns {

	private static final Log logger = LogFactory.getLog(SiteTurns.class);

	/** A slot waits for so long; longer, and others should have it. */
	private static final Duration LONGEST = Duration.ofSeconds(10);

	private final Admissions admissions;

	SiteTurns(Admissions admissions) {
		this.admissions = admissions;
	}

	/**
	 * Waits for the turn of a task. An interrupt ends that, and stays raised.
	 * @param site the task's site
	 * @return how long the task would have to wait yet; zero if it may begin
	 */
	Duration await(Site site) {
		try {
			Duration wait = this.admissions.turn(site, LONGEST);
			if (wait.compareTo(LONGEST) > 0) {
				return wait;
			}
			Thread.sleep(wait);
		}
		catch (DataAccessException ex) {
			logger.debug("Redis is away: the distance is not kept", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return Duration.ZERO;
	}

}

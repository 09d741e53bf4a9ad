package io.autoclip.api.store;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.autoclip.rounds.Rounds;
import io.autoclip.task.Indexing;

/**
 * Makes findable what an older AutoClip has written, before an update or beside this one
 * during it.
 */
@Component
class IndexingRounds extends Rounds {

	private static final Log logger = LogFactory.getLog(IndexingRounds.class);

	private static final Duration PAUSE = Duration.ofSeconds(5);

	private final Indexing indexing;

	IndexingRounds(Indexing indexing) {
		super("indexing", PAUSE);
		this.indexing = indexing;
	}

	@Override
	protected void round() {
		try {
			while (this.indexing.step() && isRunning()) {
				logger.debug("There is more to index");
			}
		}
		catch (DataAccessException ex) {
			logger.debug("Redis is away: the rest is indexed when it is back", ex);
		}
	}

}

package io.autoclip.worker.export;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

import io.autoclip.rounds.Rounds;
import io.autoclip.storage.ObjectStorageException;
import io.autoclip.video.VideoRepository;
import io.autoclip.video.VideoRepository.Listed;

/**
 * Exports what is published and not exported yet, in the order of publication. How far it
 * has come with a folder stands in Redis, by the folder's own name: a new folder gets the
 * whole library. Nothing waits for it, and no task fails for it: a folder that is full or
 * missing is tried again in the next round. One worker has a round for all; two at once
 * would do no harm.
 */
@Component
class ExportRounds extends Rounds {

	private static final Log logger = LogFactory.getLog(ExportRounds.class);

	private static final String EXPORTED = "{autoclip}:exported";

	private static final Duration PAUSE = Duration.ofSeconds(5);

	private static final Duration RENEWAL = Duration.ofSeconds(10);

	/** What nobody has written to for so long, nobody will. */
	private static final Duration ABANDONED = Duration.ofMinutes(10);

	private static final int PAGE = 20;

	private final ExportSettings settings;

	private final VideoExport export;

	private final VideoRepository videos;

	private final StringRedisTemplate redis;

	private final ExportTurn turn;

	private volatile boolean blocked;

	ExportRounds(ExportSettings settings, VideoExport export, VideoRepository videos, StringRedisTemplate redis,
			MeterRegistry meters) {
		super("export", PAUSE);
		this.settings = settings;
		this.export = export;
		this.videos = videos;
		this.redis = redis;
		this.turn = new ExportTurn(redis, RENEWAL);
		Gauge.builder("autoclip.export.blocked", () -> this.blocked ? 1 : 0).register(meters);
	}

	/** Without a folder, it never does. */
	@Override
	public void start() {
		if (this.settings.isOn()) {
			super.start();
		}
	}

	@Override
	protected void round() {
		try {
			if (this.turn.begin()) {
				exportAll();
				this.blocked = false;
			}
		}
		catch (IOException ex) {
			tellOnce("The export folder is missing, full or not ours to write to; it is tried again and again: " + ex);
		}
		catch (ExportTurn.LostException ex) {
			logger.debug("Another worker goes on", ex);
		}
		catch (DataAccessException | ObjectStorageException ex) {
			logger.debug("Redis or the storage is away: videos are exported later", ex);
		}
		finally {
			this.turn.end();
		}
	}

	private void exportAll() throws IOException {
		ExportFolder folder = ExportFolder.open(this.settings.folder());
		folder.sweep(ABANDONED);
		String id = folder.id();
		for (List<Listed> page = next(id); !page.isEmpty() && isRunning(); page = next(id)) {
			for (Listed listed : page) {
				this.export.run(listed.video(), folder, this.turn::renew);
				this.turn.renew();
				this.redis.opsForHash().put(EXPORTED, id, String.valueOf(listed.position()));
			}
		}
	}

	private List<Listed> next(String folder) {
		Object exported = this.redis.opsForHash().get(EXPORTED, folder);
		return this.videos.oldest((exported != null) ? Long.valueOf(exported.toString()) : null, PAGE);
	}

	private void tellOnce(String trouble) {
		if (!this.blocked && isRunning()) {
			logger.warn(trouble);
		}
		this.blocked = true;
	}

}

package io.autoclip.worker.reconcile;

import java.time.Duration;
import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

import io.autoclip.admission.Invariant;
import io.autoclip.rounds.Rounds;
import io.autoclip.storage.ObjectStorageException;
import io.autoclip.task.WorkerId;
import io.autoclip.video.RetentionLimits;
import io.autoclip.video.VideoDeletion;
import io.autoclip.video.VideoRetention;
import io.autoclip.worker.workspace.Workspace;

/**
 * Looks now and then for what deaths and outages have left behind, and removes it.
 * Nothing depends on it being on time. Scratch is each machine's own; of the rest, one
 * worker takes a round for all.
 */
@Component
class Reconciler extends Rounds {

	private static final Log logger = LogFactory.getLog(Reconciler.class);

	private static final String ROUND = "{autoclip}:reconciler";

	private static final Duration STARTING = Duration.ofMinutes(1);

	private final Invariant invariant;

	private final VideoRetention retention;

	private final RetentionLimits limits;

	private final VideoDeletion deletion;

	private final ObjectSweeper objects;

	private final Workspace workspace;

	private final StringRedisTemplate redis;

	private final WorkerId worker;

	private final ReconcileSettings settings;

	private final MeterRegistry meters;

	Reconciler(Invariant invariant, VideoRetention retention, RetentionSettings kept, VideoDeletion deletion,
			ObjectSweeper objects, Workspace workspace, StringRedisTemplate redis, WorkerId worker,
			ReconcileSettings settings, MeterRegistry meters) {
		super("reconciler", settings.interval());
		this.invariant = invariant;
		this.retention = retention;
		this.limits = kept.limits();
		this.deletion = deletion;
		this.objects = objects;
		this.workspace = workspace;
		this.redis = redis;
		this.worker = worker;
		this.settings = settings;
		this.meters = meters;
	}

	@Override
	protected void round() {
		try {
			found("scratch", this.workspace.sweep(scratchAge()));
			if (isOurTurn()) {
				this.invariant.mend().forEach((finding, count) -> found(finding.text(), count));
				retire();
				found("deletions", this.deletion.finish());
				found("objects", this.objects.sweepObjects(this.settings.age()));
				found("uploads", this.objects.sweepUploads(this.settings.age()));
			}
		}
		catch (DataAccessException | ObjectStorageException ex) {
			logger.warn("The round was broken off and is made up for by the next", ex);
		}
	}

	/** What retention deletes is no leftover, and is told apart. */
	private void retire() {
		this.retention.run(this.limits).forEach((reason, count) -> {
			String text = reason.name().toLowerCase(Locale.ROOT);
			this.meters.counter("autoclip.retention.deleted", "reason", text).increment(count);
			logger.info("Retention deleted the oldest videos, because of " + text + ": " + count);
		});
	}

	/**
	 * A lock says whether scratch is in use; its age matters only while a worker starts.
	 */
	private Duration scratchAge() {
		return (this.settings.age().compareTo(STARTING) < 0) ? this.settings.age() : STARTING;
	}

	private boolean isOurTurn() {
		return Boolean.TRUE.equals(this.redis.opsForValue()
			.setIfAbsent(ROUND, this.worker.value(), this.settings.interval().dividedBy(2)));
	}

	private void found(String what, int count) {
		this.meters.counter("autoclip.reconciler.found", "what", what).increment(count);
		if (count > 0) {
			logger.info("The reconciler mended or removed: " + count + " " + what);
		}
	}

}

package io.autoclip.worker.task;

import java.io.UncheckedIOException;
import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

import io.autoclip.worker.workspace.Workspace;

/**
 * Watches the disk that the scratch directory lies on. While it is nearly full, this
 * worker takes no tasks; it takes them again when there is a tenth more than the least,
 * so that it does not go to and fro.
 */
@Component
class DiskGuard {

	private static final Log logger = LogFactory.getLog(DiskGuard.class);

	/** A worker that is just starting has no lock on its directory yet. */
	private static final Duration STARTING = Duration.ofMinutes(1);

	private final Workspace workspace;

	private final long least;

	private volatile boolean low;

	DiskGuard(Workspace workspace, WorkerSettings settings) {
		this.workspace = workspace;
		this.least = settings.minFreeDisk().toBytes();
	}

	/** Whether there is too little space to begin anything, as measured last. */
	boolean isLow() {
		return this.low;
	}

	/** Measures. A disk that cannot be measured is left to those who write to it. */
	void measure() {
		try {
			judge(this.workspace.freeSpace());
		}
		catch (UncheckedIOException ex) {
			logger.warn("The free space of the scratch directory cannot be measured", ex);
		}
	}

	private void judge(long free) {
		if (!this.low && free < this.least) {
			this.low = true;
			logger.warn("The disk is nearly full: " + free + " bytes are free, less than " + this.least
					+ " (AUTOCLIP_WORKER_MIN_FREE_DISK). This worker takes no tasks until there are more.");
			this.workspace.sweep(STARTING);
		}
		else if (this.low && free >= this.least + this.least / 10) {
			this.low = false;
			logger.info("There is space on the disk again: " + free + " bytes");
		}
	}

}

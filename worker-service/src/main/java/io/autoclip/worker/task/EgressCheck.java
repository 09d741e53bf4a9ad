package io.autoclip.worker.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.egress.Egress;
import io.autoclip.worker.egress.EgressAccount;

/**
 * Sees to it that what an attempt has fetched came through egress. The proxy counts each
 * attempt's bytes; media that came without a counted connection, or with fewer counted
 * bytes than half of it (a transfer may be compressed), was fetched past the proxy, or
 * the proxy was started anew meanwhile and has forgotten. While the proxy does not
 * answer, this worker takes no tasks.
 */
@Component
class EgressCheck {

	private static final Log logger = LogFactory.getLog(EgressCheck.class);

	private final Egress egress;

	/** As the last account told it, so that an attempt need not ask before it begins. */
	private volatile @Nullable String instance;

	/** In whose name it was asked when it did not answer; null while it answers. */
	private volatile @Nullable AttemptId unanswered;

	EgressCheck(Egress egress) {
		this.egress = egress;
	}

	Passage open(AttemptId attempt) throws EgressAwayException {
		String known = this.instance;
		return new Passage(attempt, (known != null) ? known : account(attempt).instance());
	}

	/** Whether it did not answer when it was asked last. */
	boolean isAway() {
		return this.unanswered != null;
	}

	/** Asks again, if it did not answer. Takes 5 s at most. */
	void lookAgain() {
		AttemptId attempt = this.unanswered;
		if (attempt != null && answers(attempt)) {
			logger.info("Egress answers again");
		}
	}

	private boolean answers(AttemptId attempt) {
		try {
			account(attempt);
			return true;
		}
		catch (EgressAwayException ex) {
			return false;
		}
	}

	private EgressAccount account(AttemptId attempt) throws EgressAwayException {
		try {
			EgressAccount account = this.egress.account(attempt);
			this.instance = account.instance();
			this.unanswered = null;
			return account;
		}
		catch (IOException ex) {
			if (!Thread.currentThread().isInterrupted()) {
				noteSilence(attempt);
			}
			throw new EgressAwayException(ex);
		}
	}

	private void noteSilence(AttemptId attempt) {
		if (this.unanswered == null) {
			logger.warn("Egress does not answer. This worker takes no tasks until it does.");
		}
		this.unanswered = attempt;
	}

	/** An attempt's way out. */
	final class Passage {

		private final AttemptId attempt;

		private final String instance;

		private Passage(AttemptId attempt, String instance) {
			this.attempt = attempt;
			this.instance = instance;
		}

		String proxyUrl() {
			return EgressCheck.this.egress.proxyUrl(this.attempt);
		}

		/** Whether what the site seems to have done is rather that egress is away. */
		boolean isBroken() {
			return !answers(this.attempt);
		}

		void requireCounted(Path media) throws DownloadFailedException, EgressAwayException {
			EgressAccount counted = account(this.attempt);
			if (counted.connections() > 0 && counted.bytes() >= size(media) / 2) {
				return;
			}
			if (!counted.instance().equals(this.instance)) {
				throw new DownloadFailedException(FailureCode.NETWORK, "Egress was started anew meanwhile");
			}
			throw new DownloadFailedException(FailureCode.EGRESS_DENIED,
					"The media did not come through egress: " + counted);
		}

		private static long size(Path file) {
			try {
				return Files.size(file);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}

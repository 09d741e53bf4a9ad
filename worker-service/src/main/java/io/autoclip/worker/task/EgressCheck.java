package io.autoclip.worker.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
 * the proxy was started anew meanwhile and has forgotten.
 */
@Component
class EgressCheck {

	private final Egress egress;

	/** As the last account told it, so that an attempt need not ask before it begins. */
	private volatile @Nullable String instance;

	EgressCheck(Egress egress) {
		this.egress = egress;
	}

	Passage open(AttemptId attempt) throws DownloadFailedException {
		String known = this.instance;
		return new Passage(attempt, (known != null) ? known : account(attempt).instance());
	}

	private EgressAccount account(AttemptId attempt) throws DownloadFailedException {
		try {
			EgressAccount account = this.egress.account(attempt);
			this.instance = account.instance();
			return account;
		}
		catch (IOException ex) {
			throw new DownloadFailedException(FailureCode.NETWORK, "Egress does not answer: " + ex);
		}
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

		void requireCounted(Path media) throws DownloadFailedException {
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

package io.autoclip.worker.restore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.autoclip.task.VideoEntry;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;
import io.autoclip.video.VideoRepository;
import io.autoclip.worker.publish.AttemptPrefix;

/**
 * Puts videos that Redis has lost back into the library. Of each it takes the highest
 * attempt whose objects are all there. All are looked at first and then put back in the
 * order in which they were published, so that their positions keep that order; their
 * records are read twice, because all of them may not fit into memory. Clips, and where
 * scenes change, follow when all videos are back.
 */
class LibraryRestore {

	private static final Log logger = LogFactory.getLog(LibraryRestore.class);

	private final VideoRepository videos;

	private final StoredVideos stored;

	private final PartRestore parts;

	LibraryRestore(VideoRepository videos, StoredVideos stored, PartRestore parts) {
		this.videos = videos;
		this.stored = stored;
		this.parts = parts;
	}

	/**
	 * Does all of it.
	 * @param verify whether the bytes of all objects are compared, too
	 * @return what became of the videos
	 */
	RestoreSummary run(boolean verify) {
		RestoreSummary summary = new RestoreSummary();
		List<Lost> lost = new ArrayList<>();
		List<AttemptPrefix> parted = new ArrayList<>();
		this.stored.forEach((video) -> {
			video.attempts().stream().filter(StoredAttempt::hasParts).map(StoredAttempt::prefix).forEach(parted::add);
			switch (look(video, verify)) {
				case Lost found -> lost.add(found);
				case Settled settled -> summary.count(settled.fate());
				case null -> logger.debug("Leftovers of attempts that came to nothing: " + video.id());
			}
		});
		lost.sort(Comparator.comparing(Lost::createdAt));
		lost.forEach((video) -> summary.count(restore(video.prefix())));
		parted.forEach((prefix) -> summary.countClips(this.parts.restore(prefix, verify)));
		return summary;
	}

	private @Nullable Finding look(StoredVideo video, boolean verify) {
		List<StoredAttempt> attempts = video.recorded();
		if (!attempts.isEmpty() && this.videos.contains(video.id())) {
			return new Settled(Fate.KNOWN);
		}
		Finding highest = null;
		for (StoredAttempt attempt : attempts) {
			Finding finding = look(attempt, verify);
			if (finding.isDecisive()) {
				return finding;
			}
			highest = (highest != null) ? highest : finding;
		}
		return highest;
	}

	private Finding look(StoredAttempt attempt, boolean verify) {
		return switch (this.stored.read(attempt.prefix())) {
			case StoredRecord.Understood record -> look(attempt, record.video(), verify);
			case StoredRecord.Newer newer -> new Settled(Fate.NEWER);
			case StoredRecord.Unreadable unreadable -> {
				logger.warn("Unreadable: " + attempt.prefix() + Video.RECORD + ": " + unreadable.reason());
				yield new Settled(Fate.UNREADABLE);
			}
		};
	}

	private Finding look(StoredAttempt attempt, Video video, boolean verify) {
		Optional<StoredFile> wrong = attempt.missing(video)
			.or(() -> verify ? this.stored.altered(video) : Optional.empty());
		if (wrong.isEmpty()) {
			return new Lost(video.createdAt(), attempt.prefix());
		}
		logger.warn("Incomplete: " + video.key(wrong.get()) + " is not what the record beside it tells");
		return new Settled(Fate.INCOMPLETE);
	}

	private Fate restore(AttemptPrefix prefix) {
		if (!(this.stored.read(prefix) instanceof StoredRecord.Understood record)) {
			logger.warn("Gone meanwhile: " + prefix);
			return Fate.INCOMPLETE;
		}
		return switch (this.videos.restore(prefix.video(), record.doc(), VideoEntry.of(record.video()),
				record.video().identity(), prefix.attempt().task().value())) {
			case RESTORED -> Fate.RESTORED;
			case KNOWN -> Fate.KNOWN;
			case LEFT_TO_TASK -> Fate.LEFT_TO_TASK;
		};
	}

	private sealed interface Finding {

		/** Whether lower attempts need not be looked at. */
		boolean isDecisive();

	}

	private record Lost(Instant createdAt, AttemptPrefix prefix) implements Finding {

		@Override
		public boolean isDecisive() {
			return true;
		}

	}

	private record Settled(Fate fate) implements Finding {

		@Override
		public boolean isDecisive() {
			return this.fate == Fate.KNOWN || this.fate == Fate.NEWER;
		}

	}

}

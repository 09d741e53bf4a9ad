package io.autoclip.worker.restore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import tools.jackson.core.JacksonException;

import io.autoclip.clip.Clip;
import io.autoclip.clip.ClipRecord;
import io.autoclip.clip.ClipRepository;
import io.autoclip.clip.ClipRepository.Restoration;
import io.autoclip.clip.SceneReport;
import io.autoclip.clip.StoredScenes;
import io.autoclip.json.StoredJson;
import io.autoclip.video.StoredFile;
import io.autoclip.worker.publish.AttemptPrefix;

/**
 * Puts back what attempts have made of stored videos: clips, and where scenes change. A
 * clip whose objects are not all there was deleted, or is not whole, and is left out.
 */
class PartRestore {

	private static final Log logger = LogFactory.getLog(PartRestore.class);

	private final ClipRepository clips;

	private final StoredVideos stored;

	PartRestore(ClipRepository clips, StoredVideos stored) {
		this.clips = clips;
		this.stored = stored;
	}

	/**
	 * Puts back what one attempt has made.
	 * @param prefix where its objects lie
	 * @param verify whether the bytes of all objects are compared, too
	 * @return how many clips were put back
	 */
	int restore(AttemptPrefix prefix, boolean verify) {
		try {
			List<Clip> whole = clips(prefix, verify);
			StoredScenes scenes = this.stored.text(prefix, StoredScenes.FILE)
				.map((text) -> scenes(prefix, text))
				.orElse(null);
			Restoration done = this.clips.restore(prefix.video(), prefix.attempt().toString(), prefix.toString(), whole,
					scenes);
			return (done == Restoration.RESTORED) ? whole.size() : 0;
		}
		catch (JacksonException ex) {
			logger.warn("Unreadable: what is said of clips at " + prefix + ": " + ex.getOriginalMessage());
			return 0;
		}
	}

	private List<Clip> clips(AttemptPrefix prefix, boolean verify) {
		StoredAttempt attempt = this.stored.attempt(prefix);
		return this.stored.text(prefix, Clip.RECORD)
			.map((text) -> StoredJson.read(text, ClipRecord.class).clips())
			.orElse(List.of())
			.stream()
			.filter((clip) -> clip.prefix().equals(prefix.toString()) && clip.video().equals(prefix.video()))
			.filter((clip) -> attempt.has(clip) && (!verify || isGenuine(clip)))
			.toList();
	}

	private boolean isGenuine(Clip clip) {
		return clip.files().stream().allMatch((file) -> this.stored.isGenuine(clip.key(file), file));
	}

	private static StoredScenes scenes(AttemptPrefix prefix, String text) {
		SceneReport report = StoredJson.read(text, SceneReport.class);
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		StoredFile file = new StoredFile(StoredScenes.FILE, "application/json", bytes.length, sha256(bytes));
		return new StoredScenes(report.schema(), prefix.video(), prefix.attempt().task().value(), prefix.toString(),
				file, report.sensitivity(), report.minLength(), report.createdAt());
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

}

package io.autoclip.worker.restore;

import java.util.Map;
import java.util.Optional;

import io.autoclip.clip.Clip;
import io.autoclip.clip.StoredScenes;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;
import io.autoclip.worker.publish.AttemptPrefix;

/**
 * What an attempt has left in the bucket.
 *
 * @param prefix where its objects lie
 * @param sizes their names below the prefix, and their bytes
 */
record StoredAttempt(AttemptPrefix prefix, Map<String, Long> sizes) {

	int number() {
		return this.prefix.attempt().attempt();
	}

	/** Only an attempt that came to its end has one. */
	boolean hasRecord() {
		return this.sizes.containsKey(Video.RECORD);
	}

	/** Whether it has made something of a stored video. */
	boolean hasParts() {
		return this.sizes.containsKey(Clip.RECORD) || this.sizes.containsKey(StoredScenes.FILE);
	}

	/** Whether all objects of a clip are there, of the size that the record tells. */
	boolean has(Clip clip) {
		return clip.files().stream().allMatch((file) -> file.size() == size(file));
	}

	/** The first object that is not there, or not of the size that the record tells. */
	Optional<StoredFile> missing(Video video) {
		return video.files().stream().filter((file) -> file.size() != size(file)).findFirst();
	}

	private long size(StoredFile file) {
		return this.sizes.getOrDefault(file.name(), -1L);
	}

}

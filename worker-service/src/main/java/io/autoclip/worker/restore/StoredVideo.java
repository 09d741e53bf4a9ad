package io.autoclip.worker.restore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

import io.autoclip.storage.StoredObject;
import io.autoclip.video.VideoId;
import io.autoclip.worker.publish.AttemptPrefix;

/**
 * What all attempts at a video have left in the bucket.
 *
 * @param id the video
 * @param attempts the attempts, in the order of their keys
 */
record StoredVideo(VideoId id, List<StoredAttempt> attempts) {

	StoredVideo(VideoId id) {
		this(id, new ArrayList<>());
	}

	void add(AttemptPrefix prefix, StoredObject object) {
		if (this.attempts.isEmpty() || !this.attempts.getLast().prefix().equals(prefix)) {
			this.attempts.add(new StoredAttempt(prefix, new HashMap<>()));
		}
		String name = object.key().substring(prefix.toString().length());
		this.attempts.getLast().sizes().put(name, object.size());
	}

	/** The attempts that have a record, the highest first. */
	List<StoredAttempt> recorded() {
		return this.attempts.stream()
			.filter(StoredAttempt::hasRecord)
			.sorted(Comparator.comparingInt(StoredAttempt::number).reversed())
			.toList();
	}

}

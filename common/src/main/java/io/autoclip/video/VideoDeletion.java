package io.autoclip.video;

import java.util.List;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.autoclip.storage.ObjectStorage;
import io.autoclip.storage.ObjectStorageException;
import io.autoclip.storage.StoredObject;

/**
 * The one way in which a video goes: out of the library in one step, which notes where
 * its objects lie; then those go, the record that names them first, so that what a death
 * in between leaves is never taken for a video; then the note goes.
 */
public class VideoDeletion {

	private static final Log logger = LogFactory.getLog(VideoDeletion.class);

	/** Few enough that a round of finishing does not take for ever. */
	private static final int STEP = 100;

	private final VideoRepository videos;

	private final ObjectStorage storage;

	VideoDeletion(VideoRepository videos, ObjectStorage storage) {
		this.videos = videos;
		this.storage = storage;
	}

	/**
	 * Deletes a video. If the storage is away, its objects stay until the next round of
	 * {@link #finish}.
	 * @param id the video
	 * @return whether it was there
	 */
	public boolean delete(VideoId id) {
		return deleteObjectsOf(id, this.videos.delete(id));
	}

	/**
	 * Takes an owner's hold of a video away. Everybody whose task has succeeded with it
	 * holds it; with the last hold it is deleted.
	 * @param id the video
	 * @param owner whose hold
	 * @return what was done
	 */
	public Release release(VideoId id, String owner) {
		String answer = this.videos.release(id, owner).orElse("unknown");
		return switch (answer) {
			case "unknown" -> Release.UNKNOWN;
			case "not_held" -> Release.NOT_HELD;
			case "held" -> Release.HELD;
			default -> {
				deleteObjectsOf(id, Optional.of(answer));
				yield Release.DELETED;
			}
		};
	}

	/**
	 * Deletes a video unless it is pinned, and if there are still as many as that.
	 * @param moreThan how many videos there must be more than, or -1
	 * @param largerThan the bytes that they must have more than together, or -1
	 * @return whether it was deleted
	 */
	boolean retire(VideoId id, long moreThan, long largerThan) {
		return deleteObjectsOf(id, this.videos.retire(id, moreThan, largerThan));
	}

	private boolean deleteObjectsOf(VideoId id, Optional<String> prefix) {
		prefix.ifPresent((own) -> {
			deleteObjectsIfPossible(own);
			this.videos.beingDeleted(STEP)
				.stream()
				.filter((noted) -> isOf(id, noted))
				.forEach(this::deleteObjectsIfPossible);
		});
		return prefix.isPresent();
	}

	/** With a video its clips go, which lie below prefixes of their own. */
	private static boolean isOf(VideoId id, String prefix) {
		return prefix.startsWith("videos/" + id + "/");
	}

	/**
	 * Deletes objects of which it was noted that they go. If the storage is away, they
	 * stay until the next round of {@link #finish}.
	 * @param prefix how their keys begin
	 */
	public void deleteObjectsIfPossible(String prefix) {
		try {
			deleteObjects(prefix);
		}
		catch (ObjectStorageException ex) {
			logger.warn("Objects of a deleted video are left to the reconciler: " + prefix + ": " + ex.getMessage());
		}
	}

	/**
	 * Deletes the objects of videos whose deletion was broken off.
	 * @return how many videos that were
	 * @throws ObjectStorageException if the storage is away
	 */
	public int finish() {
		List<String> begun = this.videos.beingDeleted(STEP);
		begun.forEach(this::deleteObjects);
		return begun.size();
	}

	private void deleteObjects(String prefix) {
		this.storage.delete(prefix + Video.RECORD);
		this.storage.list(prefix).map(StoredObject::key).toList().forEach(this.storage::delete);
		this.videos.deleted(prefix);
	}

	/**
	 * What became of an owner's hold of a video.
	 */
	public enum Release {

		/** There is no such video. */
		UNKNOWN,

		/** He does not hold it; others do. */
		NOT_HELD,

		/** He holds it no more; others still do. */
		HELD,

		/** Nobody holds it any more: it is not in the library. */
		DELETED

	}

}

package io.autoclip.clip;

import java.util.Optional;

import io.autoclip.video.VideoDeletion;

/**
 * Deletes single clips: out of the library in one step, which notes where their objects
 * lie; then those go, or are left to the reconciler.
 */
public class ClipDeletion {

	private final ClipRepository clips;

	private final VideoDeletion videos;

	ClipDeletion(ClipRepository clips, VideoDeletion videos) {
		this.clips = clips;
		this.videos = videos;
	}

	/**
	 * Deletes a clip. If the storage is away, its objects stay until the reconciler's
	 * next round.
	 * @param id the clip
	 * @return whether it was there
	 */
	public boolean delete(ClipId id) {
		Optional<String> prefix = this.clips.delete(id);
		prefix.ifPresent(this.videos::deleteObjectsIfPossible);
		return prefix.isPresent();
	}

}

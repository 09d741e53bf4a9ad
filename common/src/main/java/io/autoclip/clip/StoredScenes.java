package io.autoclip.clip;

import java.time.Instant;

import io.autoclip.video.StoredFile;
import io.autoclip.video.VideoId;

/**
 * Where it is stored how the scenes of a video change, and by what they were found. Of a
 * video there is one: the last that was found.
 *
 * @param schema the version of the record
 * @param video the video
 * @param task the task that found them
 * @param prefix where the objects of that task's attempt lie
 * @param file {@link Scenes} as JSON
 * @param sensitivity how small a change is a cut, from 0 to 1
 * @param minLength how long a scene lasts at least, in seconds
 * @param createdAt when they were found
 */
public record StoredScenes(int schema, VideoId video, String task, String prefix, StoredFile file, double sensitivity,
		double minLength, Instant createdAt) {

	/** The version of the record that this code writes. */
	public static final int SCHEMA = 1;

	/** The name of the object below the prefix. */
	public static final String FILE = "scenes.json";

	/**
	 * Returns the key of the object.
	 * @return the key in the bucket
	 */
	public String key() {
		return this.prefix + this.file.name();
	}

}

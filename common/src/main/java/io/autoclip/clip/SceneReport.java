package io.autoclip.clip;

import java.time.Instant;
import java.util.List;

/**
 * What stands as {@code scenes.json} in the storage: where scenes change, and by what
 * they were found.
 *
 * @param schema the version of the record
 * @param duration how long the pictures last, in seconds
 * @param changes where one scene gives way to the next, in order
 * @param curve how much changes over the time of the video
 * @param sensitivity how small a change is a cut, from 0 to 1
 * @param minLength how long a scene lasts at least, in seconds
 * @param createdAt when they were found
 */
public record SceneReport(int schema, double duration, List<Scenes.Change> changes, List<Scenes.Point> curve,
		double sensitivity, double minLength, Instant createdAt) {

	/** The largest that is read, in bytes. */
	public static final int MAX_BYTES = 16 * 1024 * 1024;

	/**
	 * Makes the report.
	 * @param scenes what was found
	 * @param clipping by what
	 * @param now when
	 * @return the report
	 */
	public static SceneReport of(Scenes scenes, Clipping clipping, Instant now) {
		return new SceneReport(StoredScenes.SCHEMA, scenes.duration(), scenes.changes(), scenes.curve(),
				clipping.sensitivity(), clipping.minLength(), now);
	}

}

package io.autoclip.api.clip;

import java.time.Instant;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

import io.autoclip.api.http.UtcMillis;
import io.autoclip.clip.SceneReport;
import io.autoclip.clip.Scenes;

/**
 * Where the scenes of a video change.
 *
 * @param duration how long the pictures last, in seconds
 * @param changes where one scene gives way to the next, in order
 * @param curve how much changes over the time of the video, at most 1,000 points
 * @param sensitivity how small a change is a cut
 * @param minLength how long a scene lasts at least, in seconds
 * @param createdAt when they were found
 */
@Schema(name = "Scenes", description = "Where the scenes of a video change, in seconds.")
record ScenesResponse(double duration, List<Scenes.Change> changes, List<Scenes.Point> curve, double sensitivity,
		double minLength, @UtcMillis Instant createdAt) {

	static ScenesResponse of(SceneReport report) {
		return new ScenesResponse(report.duration(), report.changes(), report.curve(), report.sensitivity(),
				report.minLength(), report.createdAt());
	}

}

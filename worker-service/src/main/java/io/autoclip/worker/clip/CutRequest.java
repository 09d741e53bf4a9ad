package io.autoclip.worker.clip;

import java.nio.file.Path;
import java.util.List;

import io.autoclip.task.AttemptId;

/**
 * What to cut, and where to.
 *
 * @param attempt who asks
 * @param source the media file, in the attempt's directory
 * @param directory the attempt's directory; everything is written there
 * @param cuts what to cut, at least one; they may overlap
 * @param exact whether a clip begins and ends at the very frame, for which it is encoded
 * anew; else it begins at the keyframe before, and is copied
 * @param crf the quality of what is encoded anew, as x264's CRF: lower is better
 */
public record CutRequest(AttemptId attempt, Path source, Path directory, List<Cut> cuts, boolean exact, int crf) {

	/**
	 * A part of the source.
	 *
	 * @param start seconds from its beginning
	 * @param end seconds from its beginning, after the start; it may lie past the end
	 */
	public record Cut(double start, double end) {

	}

}

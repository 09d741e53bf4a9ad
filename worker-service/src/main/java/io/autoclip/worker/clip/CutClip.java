package io.autoclip.worker.clip;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A clip that was cut.
 *
 * @param index which cut of the request it is, from 0
 * @param file the clip
 * @param contentType what it is, as found in the file
 * @param start where its first frame lies in the source, in seconds
 * @param end where its last frame ends in the source, in seconds
 * @param duration how long it plays, in seconds
 * @param width pixels; none of sound alone
 * @param height pixels; none of sound alone
 * @param thumbnail a JPEG; none of sound alone
 */
public record CutClip(int index, Path file, String contentType, double start, double end, double duration,
		@Nullable Integer width, @Nullable Integer height, @Nullable Path thumbnail) {

}

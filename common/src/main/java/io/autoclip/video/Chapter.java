package io.autoclip.video;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A part of a video with a name. What is not told is absent.
 *
 * @param startTime seconds from the start of the video
 * @param endTime seconds from the start of the video
 * @param title what it is called
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Chapter(double startTime, @Nullable Double endTime, @Nullable String title) {

}

package io.autoclip.video;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A stream of a media file, as its container tells of it. What it does not tell is
 * absent.
 *
 * @param type {@code video}, {@code audio} or {@code subtitle}
 * @param codec by ffmpeg's name
 * @param language as the file has it, usually three letters
 * @param bitRate bits a second
 * @param width pixels
 * @param height pixels
 * @param fps frames a second
 * @param channels of sound
 * @param sampleRate samples a second
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MediaStream(String type, @Nullable String codec, @Nullable String language, @Nullable Long bitRate,
		@Nullable Integer width, @Nullable Integer height, @Nullable Double fps, @Nullable Integer channels,
		@Nullable Integer sampleRate) {

}

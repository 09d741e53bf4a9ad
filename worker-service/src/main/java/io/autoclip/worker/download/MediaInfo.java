package io.autoclip.worker.download;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.autoclip.video.MediaStream;

/**
 * What a downloaded file really is, whatever it claims to be.
 *
 * @param format the container, as a file ending: {@code mp4}, {@code webm}, {@code mp3} …
 * @param contentType the media type by which it may be served
 * @param duration seconds, if the container tells
 * @param width pixels, if there is a picture
 * @param height pixels, if there is a picture
 * @param bitRate bits a second of all streams together, if known
 * @param streams at most 20
 */
public record MediaInfo(String format, String contentType, @Nullable Double duration, @Nullable Integer width,
		@Nullable Integer height, @Nullable Long bitRate, List<MediaStream> streams) {

}

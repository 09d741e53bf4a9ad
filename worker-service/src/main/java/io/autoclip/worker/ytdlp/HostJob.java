package io.autoclip.worker.ytdlp;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * What the yt-dlp host is to do with a file ({@link HostCommand.Edit}). {@code jobs.py}
 * is the other end.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface HostJob {

	/**
	 * Find where it is silent; {@link HostEvent.Silences} comes of it.
	 *
	 * @param threshold what is silent, in dB below full scale, negative
	 * @param least how long it must be silent, in seconds
	 */
	@JsonTypeName("silence")
	record Silence(double threshold, double least) implements HostJob {

	}

}

package io.autoclip.worker.ytdlp;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

import io.autoclip.worker.clip.CutRequest;

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

	/**
	 * Cut a file into clips; {@link HostEvent.Clips} comes of it.
	 *
	 * @param exact whether a clip begins and ends at the very frame
	 * @param crf the quality of what is encoded anew
	 * @param cuts where
	 */
	@JsonTypeName("cut")
	record Cut(boolean exact, int crf, List<CutRequest.Cut> cuts) implements HostJob {

	}

	/**
	 * Give all pictures, made small; many {@link HostEvent.FramesFile} and
	 * {@link HostEvent.FramesDone} come of it.
	 *
	 * @param width in pixels, even
	 * @param height in pixels, even
	 */
	@JsonTypeName("frames")
	record Frames(int width, int height) implements HostJob {

	}

}

package io.autoclip.task;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a download is made into. It is part of a download's identity: the same video in
 * another output is another download.
 *
 * @param format whether the picture is wanted
 * @param maxHeight pixels, the best picture up to that is taken; any if absent
 * @param container what the file must be; what plays widely and fits the streams if
 * absent
 * @param audioCodec what the sound must be; what the site has and plays widely if absent
 * @param subtitles the languages of subtitles that are wanted as files beside, as BCP 47
 * tags, in order and once each; none by default
 * @param thumbnail whether the picture of the video is wanted
 */
public record Output(Format format, @Nullable Integer maxHeight, @Nullable Container container,
		@Nullable AudioCodec audioCodec, List<String> subtitles, boolean thumbnail) {

	/** What AutoClip makes when nobody says otherwise. */
	public static final Output DEFAULT = new Output(Format.VIDEO, null, null, null, List.of(), true);

	/**
	 * Takes an output.
	 */
	public Output {
		subtitles = subtitles.stream().distinct().sorted().toList();
	}

	/**
	 * Writes the output as part of a download's identity.
	 * @return the same text for the same output, and never for another
	 */
	public String text() {
		return String.join(";", name(this.format), String.valueOf(this.maxHeight), name(this.container),
				name(this.audioCodec), String.join(",", this.subtitles), String.valueOf(this.thumbnail));
	}

	private static String name(@Nullable Enum<?> value) {
		return (value != null) ? value.name() : "";
	}

	/**
	 * Whether the picture is wanted.
	 */
	public enum Format {

		/** Picture and sound. */
		@JsonProperty("video")
		VIDEO,
		/** The sound alone. */
		@JsonProperty("audio")
		AUDIO

	}

	/**
	 * What the file is.
	 */
	public enum Container {

		/** MPEG-4. */
		@JsonProperty("mp4")
		MP4,
		/** WebM. */
		@JsonProperty("webm")
		WEBM,
		/** Matroska. */
		@JsonProperty("mkv")
		MKV

	}

	/**
	 * What the sound is.
	 */
	public enum AudioCodec {

		/** Advanced Audio Coding. */
		@JsonProperty("aac")
		AAC,
		/** MPEG-1 Audio Layer III. */
		@JsonProperty("mp3")
		MP3,
		/** Opus. */
		@JsonProperty("opus")
		OPUS

	}

}

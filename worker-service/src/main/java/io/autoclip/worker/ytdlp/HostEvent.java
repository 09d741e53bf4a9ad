package io.autoclip.worker.ytdlp;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

import io.autoclip.preview.Preview;
import io.autoclip.task.TaskPhase;
import io.autoclip.worker.clip.CutClip;
import io.autoclip.worker.clip.CutRequest;
import io.autoclip.worker.download.MediaInfo;
import io.autoclip.worker.download.MediaLookup;
import io.autoclip.worker.download.StoryboardFile;
import io.autoclip.worker.download.SubtitleFile;

/**
 * What the yt-dlp host says: one JSON object a line. {@code protocol.py} is the other
 * end. Sizes are bytes, times seconds, paths absolute.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({ @JsonSubTypes.Type(value = HostEvent.Ready.class, name = "ready"),
		@JsonSubTypes.Type(value = HostEvent.Malformed.class, name = "malformed"),
		@JsonSubTypes.Type(value = HostEvent.Phase.class, name = "phase"),
		@JsonSubTypes.Type(value = HostEvent.Progress.class, name = "progress"),
		@JsonSubTypes.Type(value = HostEvent.Warning.class, name = "warning"),
		@JsonSubTypes.Type(value = HostEvent.Identified.class, name = "identified"),
		@JsonSubTypes.Type(value = HostEvent.Succeeded.class, name = "succeeded"),
		@JsonSubTypes.Type(value = HostEvent.Previewed.class, name = "previewed"),
		@JsonSubTypes.Type(value = HostEvent.Entries.class, name = "entries"),
		@JsonSubTypes.Type(value = HostEvent.Listed.class, name = "listed"),
		@JsonSubTypes.Type(value = HostEvent.EditProgress.class, name = "edit_progress"),
		@JsonSubTypes.Type(value = HostEvent.Silences.class, name = "silences"),
		@JsonSubTypes.Type(value = HostEvent.Clips.class, name = "clips"),
		@JsonSubTypes.Type(value = HostEvent.FramesFile.class, name = "frames_file"),
		@JsonSubTypes.Type(value = HostEvent.FramesDone.class, name = "frames_done"),
		@JsonSubTypes.Type(value = HostEvent.Failed.class, name = "failed") })
sealed interface HostEvent {

	/** An event of one attempt. */
	sealed interface OfAttempt extends HostEvent {

		String id();

	}

	/** The last event of an attempt: none of its processes is left. */
	sealed interface Outcome extends OfAttempt {

	}

	/**
	 * The host is warm.
	 *
	 * @param pid its process, as it sees itself
	 * @param versions the tools and their versions
	 * @param enclosed whether it lives in a network that has no way out but the proxy
	 */
	record Ready(long pid, Map<String, @Nullable String> versions, boolean enclosed) implements HostEvent {

	}

	/** The host could not read a command. */
	record Malformed(String detail, @Nullable String id) implements HostEvent {

	}

	/** A phase begins. */
	record Phase(String id, TaskPhase phase) implements OfAttempt {

	}

	/** How far the download has come, over all files of the video together. */
	record Progress(String id, long bytes, @Nullable Long totalBytes, @Nullable Double speed,
			@Nullable Double eta) implements OfAttempt {

	}

	/** What the site or a tool complained about. */
	record Warning(String id, String message) implements OfAttempt {

	}

	/**
	 * What the link leads to, before anything of it is downloaded: the attempt waits for
	 * {@link HostCommand.Go}.
	 *
	 * @param id the attempt
	 * @param extractor the yt-dlp extractor that read the site
	 * @param video the site's own id of the video
	 */
	record Identified(String id, String extractor, String video) implements OfAttempt {

	}

	/** The media is there, and none of the attempt's processes is left. */
	record Succeeded(String id, String path, MediaInfo media, String info, List<String> thumbnails,
			List<SubtitleFile> subtitles, Map<String, Object> metadata,
			@Nullable StoryboardFile storyboard) implements Outcome {

	}

	/** What the link leads to, and none of the attempt's processes is left. */
	record Previewed(String id, Preview preview) implements Outcome {

	}

	/**
	 * Links of a list, in order.
	 *
	 * @param id the attempt
	 * @param links each once
	 * @param titles what the list calls them, by link, as far as it tells
	 * @param expected how many there will be, if the site tells
	 */
	record Entries(String id, List<String> links, Map<String, String> titles,
			@Nullable Integer expected) implements OfAttempt {

		List<MediaLookup.Entry> list() {
			return this.links.stream().map((link) -> new MediaLookup.Entry(link, this.titles.get(link))).toList();
		}

	}

	/** The whole list was told, and none of the attempt's processes is left. */
	record Listed(String id, int entries, boolean more) implements Outcome {

	}

	/** How far an edit has come, in seconds of media; the total is 0 while unknown. */
	record EditProgress(String id, double done, double total) implements OfAttempt {

	}

	/** Where a file is silent, and none of the attempt's processes is left. */
	record Silences(String id, List<CutRequest.Cut> silences) implements Outcome {

	}

	/** The clips that could be cut, and none of the attempt's processes is left. */
	record Clips(String id, List<Clip> clips) implements Outcome {

	}

	/** A clip; its fields are those of {@link CutClip}. */
	record Clip(int index, String path, String contentType, double start, double end, double duration,
			@Nullable Integer width, @Nullable Integer height, @Nullable String thumbnail) {

		CutClip cut() {
			Path picture = (this.thumbnail != null) ? Path.of(this.thumbnail) : null;
			return new CutClip(this.index, Path.of(this.path), this.contentType, this.start, this.end, this.duration,
					this.width, this.height, picture);
		}

	}

	/**
	 * A file with the next pictures of a video, small: {@code work/frames.<number>} in
	 * the attempt's directory, for the worker to read and to delete ({@code frames.py}).
	 */
	record FramesFile(String id, int number, int count) implements OfAttempt {

	}

	/** All pictures were told, and none of the attempt's processes is left. */
	record FramesDone(String id, int count) implements Outcome {

	}

	/** There is no media, and none of the attempt's processes is left. */
	record Failed(String id, String code, String message, @Nullable Integer httpStatus,
			@Nullable Integer retryAfter) implements Outcome {

	}

	/** The host itself ended while the attempt ran. Never sent: the worker says it. */
	record HostLost(String id) implements Outcome {

	}

}

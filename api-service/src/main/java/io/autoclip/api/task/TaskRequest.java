package io.autoclip.api.task;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.clipping.ClippingRequest;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.task.Output;
import io.autoclip.task.SourceUrl;
import io.autoclip.task.TaskKind;
import io.autoclip.task.TaskWish;

/**
 * What a client sends to have a video fetched.
 *
 * @param url the link
 * @param format picture and sound, or sound alone
 * @param maxHeight pixels
 * @param container of the file
 * @param audioCodec of the sound
 * @param subtitles languages
 * @param thumbnail whether the picture of the video is wanted
 * @param force whether to fetch it even if it is in the library
 * @param playlist whether the link is a list, each entry of which is wanted
 * @param playlistLimit how many entries at the most
 * @param autoClip how to split the video, if it is to be
 */
@Schema(description = "A wish to have a video fetched. What is left out is as the settings say.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskRequest(
		@Schema(description = TaskRequest.LINK, maxLength = SourceUrl.MAX_LENGTH,
				requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String url,
		@Schema(description = TaskRequest.FORMAT) Output.@Nullable Format format,
		@Schema(description = TaskRequest.HEIGHT, minimum = "144", maximum = "4320") @Nullable Integer maxHeight,
		@Schema(description = TaskRequest.CONTAINER) Output.@Nullable Container container,
		@Schema(description = TaskRequest.SOUND) Output.@Nullable AudioCodec audioCodec,
		@ArraySchema(maxItems = OutputRules.MOST_LANGUAGES,
				arraySchema = @Schema(description = TaskRequest.SUBTITLES)) @Nullable List<@Nullable String> subtitles,
		@Schema(description = TaskRequest.THUMBNAIL) @Nullable Boolean thumbnail,
		@Schema(description = TaskRequest.FORCE) @Nullable Boolean force,
		@Schema(description = TaskRequest.PLAYLIST) @Nullable Boolean playlist,
		@Schema(description = TaskRequest.MOST, minimum = "1") @Nullable Integer playlistLimit,
		@Schema(description = ClippingRequest.AUTO_CLIP, oneOf = {
				ClippingRequest.class, Boolean.class }) @Nullable ClippingRequest autoClip){

	static final String LINK = """
			The link to a page with a video, or to the video itself: http or https, without credentials.""";

	static final String FORMAT = """
			Picture and sound, or the sound alone; video if it is left out beside max_height or container.""";

	static final String HEIGHT = """
			Pixels: the best picture up to that is taken. If the site has only higher ones, it is the lowest of them, \
			and a warning says so. Not with the format audio.""";

	static final String CONTAINER = """
			What the file must be; what plays widely and fits the streams if left out. The picture is never encoded \
			anew: one that does not go into the container is the failure format_unavailable. Not with the format \
			audio.""";

	static final String SOUND = """
			What the sound must be; it is encoded anew if the site has no other. webm takes only opus.""";

	static final String SUBTITLES = """
			Languages of subtitles, as BCP 47 tags, to be had as WebVTT beside the video. Automatic captions are taken \
			only where there are no others; a language that the site does not have is a warning.""";

	static final String THUMBNAIL = "Whether the video gets a picture.";

	static final String FORCE = "Whether to fetch it even if it is in the library.";

	static final String PLAYLIST = """
			Whether the link is a list, such as a playlist, a channel or a feed: each of its entries becomes a task \
			of its own, made as this one says, and this one ends when all of them have ended.""";

	static final String MOST = """
			How many entries of the list at the most, the first ones; as many as the settings allow if left out.""";

	TaskWish wish(String owner, OutputSettings settings, PlaylistSettings playlists) {
		if (Boolean.TRUE.equals(this.playlist)) {
			return wish(owner, settings).ofEachEntry(playlists.limit(this.playlistLimit));
		}
		if (this.playlistLimit != null) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST, "A playlist_limit needs playlist to be true.");
		}
		return wish(owner, settings);
	}

	TaskWish wish(String owner, OutputSettings settings) {
		SourceUrl source = source();
		return new TaskWish(TaskKind.DOWNLOAD, source, owner, choice().completed(settings),
				Boolean.TRUE.equals(this.force), null)
			.clippedBy((this.autoClip != null) ? this.autoClip.clipping() : null);
	}

	private OutputChoice choice() {
		return new OutputChoice(this.format, this.maxHeight, this.container, this.audioCodec, this.subtitles,
				this.thumbnail);
	}

	private SourceUrl source() {
		if (this.url == null) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST, "The field url is missing.");
		}
		return new SourceUrl(this.url);
	}

}

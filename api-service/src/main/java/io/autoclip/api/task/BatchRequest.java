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

/**
 * What a client sends to have several videos fetched.
 *
 * @param urls the links, from 1 to 100
 * @param format picture and sound, or sound alone
 * @param maxHeight pixels
 * @param container of the files
 * @param audioCodec of the sound
 * @param subtitles languages
 * @param thumbnail whether the videos get pictures
 * @param force whether to fetch what is in the library, too
 * @param autoClip how to split the videos, if they are to be
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A wish to have several videos fetched, all in the same way.")
record BatchRequest(
		@ArraySchema(
				arraySchema = @Schema(description = "The links, in the order of the answer.",
						requiredMode = Schema.RequiredMode.REQUIRED),
				minItems = 1, maxItems = BatchRequest.MOST) @Nullable List<@Nullable String> urls,
		@Schema(description = TaskRequest.FORMAT) Output.@Nullable Format format,
		@Schema(description = TaskRequest.HEIGHT, minimum = "144", maximum = "4320") @Nullable Integer maxHeight,
		@Schema(description = TaskRequest.CONTAINER) Output.@Nullable Container container,
		@Schema(description = TaskRequest.SOUND) Output.@Nullable AudioCodec audioCodec,
		@ArraySchema(maxItems = OutputRules.MOST_LANGUAGES,
				arraySchema = @Schema(description = TaskRequest.SUBTITLES)) @Nullable List<@Nullable String> subtitles,
		@Schema(description = TaskRequest.THUMBNAIL) @Nullable Boolean thumbnail,
		@Schema(description = TaskRequest.FORCE) @Nullable Boolean force,
		@Schema(description = ClippingRequest.AUTO_CLIP, oneOf = {
				ClippingRequest.class, Boolean.class }) @Nullable ClippingRequest autoClip){

	/** How many links at the most. */
	static final int MOST = 100;

	BatchRequest {
		if (urls == null || urls.isEmpty() || urls.size() > MOST) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST,
					"The field urls must be a list of 1 to " + MOST + " links.");
		}
	}

	/** What each of the links would ask for alone. */
	List<TaskRequest> each() {
		return (this.urls != null) ? this.urls.stream().map(this::alone).toList() : List.of();
	}

	private TaskRequest alone(@Nullable String url) {
		return new TaskRequest(url, this.format, this.maxHeight, this.container, this.audioCodec, this.subtitles,
				this.thumbnail, this.force, null, null, this.autoClip);
	}

	/** Refuses what is wrong whatever the links are. */
	void check(OutputSettings settings) {
		choice().completed(settings);
		if (this.autoClip != null) {
			this.autoClip.clipping();
		}
	}

	private OutputChoice choice() {
		return new OutputChoice(this.format, this.maxHeight, this.container, this.audioCodec, this.subtitles,
				this.thumbnail);
	}

}

package io.autoclip.api.clipping;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.clip.Clipping;
import io.autoclip.clip.Clipping.Cut;
import io.autoclip.clip.Clipping.Mode;

/**
 * What a client sends to have a video split.
 *
 * @param mode by what
 * @param cut how exactly
 * @param crf the quality of what is encoded anew
 * @param replace whether the video's earlier clips go
 * @param sensitivity of scenes
 * @param minLength of scenes and silence, in seconds
 * @param thresholdDb of silence
 * @param minSilence of silence, in seconds
 * @param seconds of equal parts
 * @param ranges the parts themselves
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ClippingRequest", description = "How a video is to be split into clips, of which there are at most "
		+ "500. What the mode does not ask for must be left out.")
public record ClippingRequest(
		@Schema(description = "Where scenes change, by the chapters that are known, in the middle of each silence, "
				+ "into parts of the same length, or as it is said.",
				requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Mode mode,
		@Schema(description = "exact (the default): from the very frame, for which what must be is encoded anew; "
				+ "instant: from the keyframe before, and everything is copied.") @Nullable Cut cut,
		@Schema(description = "The quality of what is encoded anew, as x264's CRF: lower is better. 21 by default; "
				+ "exact only.", minimum = "15", maximum = "35") @Nullable Integer crf,
		@Schema(description = "Whether the video's earlier clips go when the new ones come.") @Nullable Boolean replace,
		@Schema(description = "scenes: how small a change is a cut. 0.5 by default.", minimum = "0",
				maximum = "1") @Nullable Double sensitivity,
		@Schema(description = "scenes, silence: how long a clip lasts at least, in seconds. 0.6 by default for scenes, "
				+ "else 0.", minimum = "0", maximum = "3600") @Nullable Double minLength,
		@Schema(description = "silence: what is silent, in dB below full scale. -50 by default.", minimum = "-120",
				maximum = "-1") @Nullable Double thresholdDb,
		@Schema(description = "silence: how long it must be silent, in seconds. 0.5 by default.", minimum = "0.05",
				maximum = "60") @Nullable Double minSilence,
		@Schema(description = "every: how long each part is, in seconds.", minimum = "0.5",
				maximum = "86400") @Nullable Double seconds,
		@ArraySchema(arraySchema = @Schema(description = "ranges: the parts, from 1 to 200."), minItems = 1,
				maxItems = ClippingRules.MOST_RANGES) @Nullable List<@Nullable RangeRequest> ranges) {

	/** What a description says of the option that has a download split. */
	public static final String AUTO_CLIP = """
			Has the video split when it is there: as POST /videos/{id}/clips is asked, or true for where its scenes \
			change. The task of that then stands in clip_task_id.""";

	/**
	 * Takes a request.
	 */
	@JsonCreator
	public ClippingRequest {
	}

	/**
	 * Takes the short form.
	 * @param wanted whether a video is to be split
	 * @return the split where scenes change, if it is
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static @Nullable ClippingRequest of(boolean wanted) {
		return wanted ? new ClippingRequest(Mode.SCENES, null, null, null, null, null, null, null, null, null) : null;
	}

	/**
	 * Reads the request.
	 * @return how to split
	 * @throws io.autoclip.api.problem.ProblemException if something is missing, out of
	 * bounds, or does not go with the mode
	 */
	public Clipping clipping() {
		return ClippingRules.read(this);
	}

	/**
	 * A part of a video.
	 *
	 * @param start seconds
	 * @param end seconds
	 * @param name what the clip is called
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	@Schema(name = "RangeRequest", description = "A part of a video, to the millisecond.")
	public record RangeRequest(
			@Schema(description = "Seconds from the beginning.", minimum = "0",
					requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Double start,
			@Schema(description = "Seconds from the beginning, after the start.",
					requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Double end,
			@Schema(description = "What the clip is called.", minLength = 1, maxLength = 200) @Nullable String name) {

	}

}

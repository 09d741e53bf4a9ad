package io.autoclip.api.clip;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.api.http.UtcMillis;
import io.autoclip.clip.Clip;
import io.autoclip.clip.Clipping;

/**
 * A clip as clients see it.
 *
 * @param id the name of the clip
 * @param videoId what it is a part of
 * @param taskId the task that made it
 * @param name what people call it
 * @param start where its first frame lies in the video, in seconds
 * @param end where its last frame ends in the video, in seconds
 * @param duration how long it plays, in seconds
 * @param requestedStart where it was to begin
 * @param requestedEnd where it was to end
 * @param cut how it was cut
 * @param contentType the media type
 * @param size bytes
 * @param sha256 the SHA-256 of the bytes, in lower-case hexadecimal
 * @param width pixels; absent of sound alone
 * @param height pixels; absent of sound alone
 * @param createdAt when it was made
 * @param links where to go from here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Clip", description = "A part of a video, stored as a file of its own.")
record ClipResponse(String id, String videoId, String taskId, String name, double start, double end, double duration,
		double requestedStart, double requestedEnd, Clipping.Cut cut, String contentType, long size, String sha256,
		@Nullable Integer width, @Nullable Integer height, @UtcMillis Instant createdAt, Links links) {

	static ClipResponse of(Clip clip, Base base) {
		return new ClipResponse(clip.id().value(), clip.video().value(), clip.task(), clip.name(), clip.start(),
				clip.end(), clip.duration(), clip.requestedStart(), clip.requestedEnd(), clip.cut(),
				clip.media().contentType(), clip.media().size(), clip.media().sha256(), clip.width(), clip.height(),
				clip.createdAt(), Links.of(clip, base));
	}

	/**
	 * Where to go from a clip.
	 *
	 * @param self the clip
	 * @param video what it is a part of
	 * @param download its bytes
	 * @param thumbnail its picture, if there is one
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	@Schema(name = "ClipLinks", description = "Absolute links.")
	record Links(String self, String video, String download, @Nullable String thumbnail) {

		static Links of(Clip clip, Base base) {
			String self = base.link("/clips/" + clip.id());
			return new Links(self, base.link("/videos/" + clip.video()), self + "/download",
					clip.picture().map((file) -> self + "/thumbnail").orElse(null));
		}

	}

}

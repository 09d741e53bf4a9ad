package io.autoclip.api.preview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.api.http.UtcMillis;
import io.autoclip.preview.Preview;
import io.autoclip.task.Task;
import io.autoclip.task.TaskFailure;
import io.autoclip.task.TaskStatus;

/**
 * A preview as clients see it. Every name is always there; what is not known is null.
 *
 * @param id the name of the preview, and of the task that makes it
 * @param url the link
 * @param status where it stands; the rest is known once it has succeeded
 * @param error why it failed, once it has failed: a download would fail in the same way
 * @param title the title of the video, or of the list
 * @param duration seconds
 * @param uploader who has put it there
 * @param thumbnailUrl the site's own picture
 * @param playlist whether it is a list of several videos
 * @param entries how many videos the list has
 * @param formats in which it is to be had, the best first, at most 100
 * @param knownVideoId the video in the library that a download would give
 * @param createdAt when it was asked for
 * @param expiresAt when it is forgotten, once it has ended
 * @param links where to go from here
 */
@Schema(name = "Preview", description = "What is behind a link. Kept for ten minutes.")
record PreviewResponse(String id, String url, TaskStatus status, @Nullable TaskFailure error, @Nullable String title,
		@Nullable Double duration, @Nullable String uploader, @Nullable String thumbnailUrl, @Nullable Boolean playlist,
		@Nullable Integer entries, List<FormatResponse> formats, @Nullable String knownVideoId,
		@UtcMillis Instant createdAt, @UtcMillis @Nullable Instant expiresAt, PreviewLinks links) {

	private static final Duration KEPT = Duration.ofMinutes(10);

	private static final Preview NOTHING = new Preview(null, null, null, null, false, null, List.of(), null, null);

	static PreviewResponse of(Task task, @Nullable Preview told, @Nullable String knownVideoId, Base base) {
		Preview preview = (told != null) ? told : NOTHING;
		Instant expiresAt = (task.finishedAt() != null) ? task.finishedAt().plus(KEPT) : null;
		return new PreviewResponse(task.id().value(), task.url().value(), task.status(), task.error(), preview.title(),
				preview.duration(), preview.uploader(), preview.thumbnailUrl(),
				(told != null) ? preview.playlist() : null, preview.entries(),
				preview.formats().stream().map(FormatResponse::of).toList(), knownVideoId, task.createdAt(), expiresAt,
				PreviewLinks.of(task, base));
	}

	/**
	 * One of the formats.
	 *
	 * @param id what the site or yt-dlp calls it
	 * @param ext the file ending
	 * @param width pixels
	 * @param height pixels
	 * @param fps pictures a second
	 * @param vcodec the codec of the picture; none if there is none
	 * @param acodec the codec of the sound; none if there is none
	 * @param size bytes
	 * @param estimatedSize bytes, where the size is not told
	 */
	@Schema(name = "Format", description = "A format in which the site has the video.")
	record FormatResponse(@Nullable String id, @Nullable String ext, @Nullable Integer width, @Nullable Integer height,
			@Nullable Double fps, @Nullable String vcodec, @Nullable String acodec, @Nullable Long size,
			@Nullable Long estimatedSize) {

		static FormatResponse of(Preview.Format format) {
			return new FormatResponse(format.id(), format.ext(), format.width(), format.height(), format.fps(),
					format.vcodec(), format.acodec(), format.size(), format.estimatedSize());
		}

	}

	/**
	 * What a client can do with a preview as it is now.
	 *
	 * @param self the preview
	 * @param cancel asks it to stop (POST); absent once it has ended
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record PreviewLinks(String self, @Nullable String cancel) {

		static PreviewLinks of(Task task, Base base) {
			return new PreviewLinks(base.link("/previews/" + task.id()),
					task.status().isEnded() ? null : base.link("/tasks/" + task.id() + "/cancel"));
		}

	}

}

package io.autoclip.api.video;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.api.http.UtcMillis;
import io.autoclip.video.Chapter;
import io.autoclip.video.MediaStream;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;
import io.autoclip.video.VideoDetails;

/**
 * A video as clients see it. What the site did not tell is absent; whatever else it told
 * stands beside the documented names and never takes one of them.
 *
 * @param id the name of the video
 * @param fileName the unique file name, made from the id
 * @param title what the site calls it
 * @param url the link that it came from; of a very long one what fits, without fragment,
 * query or path
 * @param extractor what read the site
 * @param uploader who put it on the site
 * @param duration seconds
 * @param width pixels
 * @param height pixels
 * @param format the container
 * @param contentType the media type
 * @param size bytes
 * @param sha256 the SHA-256 of the bytes, in lower-case hexadecimal
 * @param thumbnailUrl where its picture is
 * @param createdAt when it was stored
 * @param pinned whether retention leaves it alone
 * @param bitRate bits a second of all streams together
 * @param streams what the file is made of, at most 20
 * @param chapters the site's, or else the file's; too many for the record are left out
 * @param subtitles those that lie beside it
 * @param links what can be asked of it
 * @param details what else the site told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Video", description = "A stored result, with whatever else the site told.",
		additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
public record VideoResponse(String id, String fileName, String title, String url, String extractor,
		@Nullable String uploader, @Nullable Double duration, @Nullable Integer width, @Nullable Integer height,
		String format, String contentType, long size, String sha256, @Nullable String thumbnailUrl,
		@UtcMillis Instant createdAt, boolean pinned, @Nullable Long bitRate, @Nullable List<MediaStream> streams,
		@Nullable List<Chapter> chapters, List<SubtitlesResponse> subtitles, VideoLinks links,
		@JsonAnyGetter @Schema(hidden = true) Map<String, Object> details) {

	private static final Set<String> NAMES = Arrays.stream(VideoResponse.class.getRecordComponents())
		.map((component) -> snakeCase(component.getName()))
		.collect(Collectors.toUnmodifiableSet());

	/**
	 * Shows a video.
	 * @param video the video
	 * @param pinned whether it is pinned
	 * @param base what links begin with
	 * @return the video as clients see it
	 */
	public static VideoResponse of(Video video, boolean pinned, Base base) {
		StoredFile media = video.media();
		VideoDetails told = VideoDetails.of(video);
		String thumbnail = video.picture()
			.map((file) -> base.link("/videos/" + video.id() + "/thumbnail"))
			.orElse(null);
		return new VideoResponse(video.id().value(), video.fileName(), video.title(), video.url(), video.extractor(),
				video.uploader(), video.duration(), video.width(), video.height(), video.format(), media.contentType(),
				media.size(), media.sha256(), thumbnail, video.createdAt(), pinned, told.bitRate(), told.streams(),
				told.chapters(), SubtitlesResponse.of(video, base), VideoLinks.of(video, base),
				others(video.details()));
	}

	private static Map<String, Object> others(Map<String, Object> details) {
		Map<String, Object> others = new TreeMap<>();
		details.forEach((name, value) -> {
			if (value != null && !NAMES.contains(name)) {
				others.put(name, value);
			}
		});
		return others;
	}

	private static String snakeCase(String name) {
		return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
	}

}

package io.autoclip.api.video;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.problem.Problems;
import io.autoclip.video.Video;
import io.autoclip.video.VideoId;
import io.autoclip.video.VideoRepository;

/**
 * Sends clients to the files of videos, by links that are signed for a while and that
 * nobody may keep.
 */
@RestController
@Tag(name = "Videos")
class DownloadController {

	private final VideoRepository videos;

	private final Downloads downloads;

	DownloadController(VideoRepository videos, Downloads downloads) {
		this.videos = videos;
		this.downloads = downloads;
	}

	@GetMapping("/videos/{id}/download")
	@Operation(operationId = "downloadVideo", summary = "Download a video", description = """
			Redirects to a link that is signed for some minutes: to the object storage, or to this api where it \
			streams the files. With Accept: application/json the link is told instead.""")
	@Problems({ ProblemCode.VIDEO_NOT_FOUND, ProblemCode.FILE_NOT_FOUND, ProblemCode.STORAGE_UNAVAILABLE })
	ResponseEntity<DownloadLink> download(@PathVariable VideoId id,
			@Parameter(description = "Whether the video is to be played rather than saved.") @RequestParam(
					defaultValue = "false") boolean inline,
			@Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT,
					required = false) @Nullable List<String> accept,
			HttpServletRequest request) {
		return LinkAnswer.of(this.downloads.media(find(id), inline, request), accept);
	}

	@GetMapping("/videos/{id}/subtitles/{language}")
	@Operation(operationId = "downloadSubtitles", summary = "Download subtitles of a video", description = """
			WebVTT, by the tag that they were asked for with the task. Redirects to a signed link as the download of \
			the video does; with Accept: application/json the link is told instead.""")
	@Problems({ ProblemCode.VIDEO_NOT_FOUND, ProblemCode.FILE_NOT_FOUND, ProblemCode.STORAGE_UNAVAILABLE })
	ResponseEntity<DownloadLink> subtitles(@PathVariable VideoId id, @PathVariable String language,
			@Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT,
					required = false) @Nullable List<String> accept,
			HttpServletRequest request) {
		return LinkAnswer.of(this.downloads.subtitles(find(id), language, request), accept);
	}

	@GetMapping("/videos/{id}/thumbnail")
	@Operation(operationId = "getThumbnail", summary = "Show a video's picture",
			description = "Redirects to a signed link to a JPEG: at most 320 pixels wide, or 1280. None is enlarged.")
	@Problems({ ProblemCode.INVALID_PARAMETER, ProblemCode.VIDEO_NOT_FOUND, ProblemCode.FILE_NOT_FOUND,
			ProblemCode.STORAGE_UNAVAILABLE })
	ResponseEntity<DownloadLink> thumbnail(@PathVariable VideoId id,
			@Parameter(schema = @Schema(type = "string", allowableValues = { "small", "large" },
					defaultValue = "large")) @RequestParam(defaultValue = "large") String size,
			HttpServletRequest request) {
		return LinkAnswer.redirect(this.downloads.thumbnail(find(id), PictureSize.read(size), request));
	}

	@GetMapping("/videos/{id}/info")
	@Operation(operationId = "getVideoInfo", summary = "Download what yt-dlp found out",
			description = "Redirects to a signed link to yt-dlp's info.json.")
	@Problems({ ProblemCode.VIDEO_NOT_FOUND, ProblemCode.FILE_NOT_FOUND, ProblemCode.STORAGE_UNAVAILABLE })
	ResponseEntity<DownloadLink> info(@PathVariable VideoId id, HttpServletRequest request) {
		return LinkAnswer.redirect(this.downloads.info(find(id), request));
	}

	private Video find(VideoId id) {
		return this.videos.find(id).orElseThrow(() -> new ProblemException(ProblemCode.VIDEO_NOT_FOUND));
	}

}

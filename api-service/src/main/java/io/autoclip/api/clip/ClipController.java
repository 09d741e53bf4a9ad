package io.autoclip.api.clip;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.clipping.ClippingRules;
import io.autoclip.api.http.Page;
import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.api.listing.Listing;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.problem.Problems;
import io.autoclip.api.video.DownloadLink;
import io.autoclip.api.video.Downloads;
import io.autoclip.api.video.LinkAnswer;
import io.autoclip.clip.Clip;
import io.autoclip.clip.ClipDeletion;
import io.autoclip.clip.ClipId;
import io.autoclip.clip.ClipRepository;
import io.autoclip.clip.ClipRepository.Listed;
import io.autoclip.video.Video;
import io.autoclip.video.VideoId;
import io.autoclip.video.VideoRepository;

/**
 * Shows clips, renames them, hands them out and deletes them.
 */
@RestController
@Tag(name = "Clips")
class ClipController {

	private final ClipRepository clips;

	private final ClipDeletion deletion;

	private final VideoRepository videos;

	private final Downloads downloads;

	private final PublicAddress address;

	ClipController(ClipRepository clips, ClipDeletion deletion, VideoRepository videos, Downloads downloads,
			PublicAddress address) {
		this.clips = clips;
		this.deletion = deletion;
		this.videos = videos;
		this.downloads = downloads;
		this.address = address;
	}

	@GetMapping(path = "/videos/{id}/clips", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "listClips", summary = "List the clips of a video",
			description = "By where they begin in the video.")
	@Problems({ ProblemCode.VIDEO_NOT_FOUND, ProblemCode.INVALID_PARAMETER, ProblemCode.INVALID_CURSOR })
	ClipPage list(@PathVariable VideoId id, @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
			@Parameter(description = Listing.CURSOR) @RequestParam(required = false) @Nullable String cursor,
			HttpServletRequest request) {
		Page.checkLimit(limit);
		ClipRepository.@Nullable Place after = ClipCursor.read(cursor);
		if (!this.videos.contains(id)) {
			throw new ProblemException(ProblemCode.VIDEO_NOT_FOUND);
		}
		List<Listed> found = this.clips.list(id, after, limit + 1);
		Base base = this.address.of(request);
		List<ClipResponse> shown = found.stream()
			.limit(limit)
			.map((listed) -> ClipResponse.of(listed.clip(), base))
			.toList();
		return new ClipPage(shown, (found.size() > limit) ? ClipCursor.of(found.get(limit - 1).place()) : null);
	}

	@GetMapping(path = "/clips/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getClip", summary = "Look at a clip", description = """
			start and end are those of its first and last frame in the video; requested_start and requested_end are \
			what was asked for.""")
	@Problems(ProblemCode.CLIP_NOT_FOUND)
	ClipResponse get(@PathVariable ClipId id, HttpServletRequest request) {
		return ClipResponse.of(find(id), this.address.of(request));
	}

	@PatchMapping(path = "/clips/{id}", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "renameClip", summary = "Rename a clip",
			description = "Its file gets the name, too, when it is downloaded.")
	@Problems({ ProblemCode.MALFORMED_JSON, ProblemCode.INVALID_REQUEST, ProblemCode.UNKNOWN_FIELD,
			ProblemCode.INVALID_CLIPPING, ProblemCode.CLIP_NOT_FOUND, ProblemCode.UNSUPPORTED_MEDIA_TYPE })
	ClipResponse rename(@PathVariable ClipId id, @RequestBody RenameRequest body, HttpServletRequest request) {
		return this.clips.rename(id, ClippingRules.name(body.name()))
			.map((clip) -> ClipResponse.of(clip, this.address.of(request)))
			.orElseThrow(ClipController::notFound);
	}

	@DeleteMapping("/clips/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(operationId = "deleteClip", summary = "Delete a clip",
			description = "It goes at once, with its files. The video and its other clips stay.")
	@Problems(ProblemCode.CLIP_NOT_FOUND)
	void delete(@PathVariable ClipId id) {
		if (!this.deletion.delete(id)) {
			throw notFound();
		}
	}

	@GetMapping("/clips/{id}/download")
	@Operation(operationId = "downloadClip", summary = "Download a clip", description = """
			Redirects to a signed link as the download of a video does; with Accept: application/json the link is \
			told instead.""")
	@Problems({ ProblemCode.CLIP_NOT_FOUND, ProblemCode.FILE_NOT_FOUND, ProblemCode.STORAGE_UNAVAILABLE })
	ResponseEntity<DownloadLink> download(@PathVariable ClipId id,
			@Parameter(description = "Whether the clip is to be played rather than saved.") @RequestParam(
					defaultValue = "false") boolean inline,
			@Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT,
					required = false) @Nullable List<String> accept,
			HttpServletRequest request) {
		Clip clip = find(id);
		return LinkAnswer.of(this.downloads.clip(video(clip), clip, inline, request), accept);
	}

	@GetMapping("/clips/{id}/thumbnail")
	@Operation(operationId = "getClipThumbnail", summary = "Show a clip's picture",
			description = "Redirects to a signed link to a JPEG.")
	@Problems({ ProblemCode.CLIP_NOT_FOUND, ProblemCode.FILE_NOT_FOUND, ProblemCode.STORAGE_UNAVAILABLE })
	ResponseEntity<DownloadLink> thumbnail(@PathVariable ClipId id, HttpServletRequest request) {
		Clip clip = find(id);
		return LinkAnswer.redirect(this.downloads.thumbnail(video(clip), clip, request));
	}

	private Clip find(ClipId id) {
		return this.clips.find(id).orElseThrow(ClipController::notFound);
	}

	/** It goes with its video. */
	private Video video(Clip clip) {
		return this.videos.find(clip.video()).orElseThrow(ClipController::notFound);
	}

	private static ProblemException notFound() {
		return new ProblemException(ProblemCode.CLIP_NOT_FOUND);
	}

}

package io.autoclip.api.video;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.limit.ClientKey;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.problem.Problems;
import io.autoclip.video.Video;
import io.autoclip.video.VideoDeletion;
import io.autoclip.video.VideoId;
import io.autoclip.video.VideoPins;
import io.autoclip.video.VideoRepository;

/**
 * Shows the library and takes videos out of it.
 */
@RestController
@Tag(name = "Videos")
class VideoController {

	private final VideoRepository videos;

	private final VideoDeletion deletion;

	private final VideoPins pins;

	private final PublicAddress address;

	VideoController(VideoRepository videos, VideoDeletion deletion, VideoPins pins, PublicAddress address) {
		this.videos = videos;
		this.deletion = deletion;
		this.pins = pins;
		this.address = address;
	}

	@GetMapping(path = "/videos/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getVideo", summary = "Look at a video", description = """
			What the site did not tell is absent; what else it told stands beside the documented names, as far as it \
			fits: of a long description the beginning. All of it is in info.json (/videos/{id}/info).""")
	@Problems(ProblemCode.VIDEO_NOT_FOUND)
	VideoResponse get(@PathVariable VideoId id, HttpServletRequest request) {
		return VideoResponse.of(find(id), this.pins.isPinned(id), this.address.of(request));
	}

	@DeleteMapping("/videos/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(operationId = "deleteVideo", summary = "Delete a video", description = """
			Everybody whose task has succeeded with a video holds it. This takes your hold of it away; with the last \
			one it goes out of the library at once, with its files. While others hold it, it stays.""")
	@Problems({ ProblemCode.VIDEO_NOT_FOUND, ProblemCode.VIDEO_HELD })
	void delete(@PathVariable VideoId id,
			@Parameter(description = "Whether to take away everybody's hold.",
					example = "false") @RequestParam(defaultValue = "false") boolean everyone,
			HttpServletRequest request) {
		if (everyone && !this.deletion.delete(id)) {
			throw new ProblemException(ProblemCode.VIDEO_NOT_FOUND);
		}
		if (!everyone) {
			release(id, ClientKey.of(request.getRemoteAddr()).text());
		}
	}

	private void release(VideoId id, String owner) {
		switch (this.deletion.release(id, owner)) {
			case UNKNOWN -> throw new ProblemException(ProblemCode.VIDEO_NOT_FOUND);
			case NOT_HELD -> throw new ProblemException(ProblemCode.VIDEO_HELD);
			case HELD, DELETED -> {
			}
		}
	}

	private Video find(VideoId id) {
		return this.videos.find(id).orElseThrow(() -> new ProblemException(ProblemCode.VIDEO_NOT_FOUND));
	}

}

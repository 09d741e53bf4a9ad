package io.autoclip.api.video;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.problem.Problems;
import io.autoclip.video.VideoId;
import io.autoclip.video.VideoPins;
import io.autoclip.video.VideoRepository;

/**
 * Pins videos, so that retention leaves them alone.
 */
@RestController
@Tag(name = "Videos")
class PinController {

	private final VideoRepository videos;

	private final VideoPins pins;

	private final PublicAddress address;

	PinController(VideoRepository videos, VideoPins pins, PublicAddress address) {
		this.videos = videos;
		this.pins = pins;
		this.address = address;
	}

	@PostMapping(path = "/videos/{id}/pin", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "pinVideo", summary = "Pin a video",
			description = "Retention never deletes it. One that is pinned may be pinned again.")
	@Problems(ProblemCode.VIDEO_NOT_FOUND)
	VideoResponse pin(@PathVariable VideoId id, HttpServletRequest request) {
		return set(id, true, request);
	}

	@DeleteMapping(path = "/videos/{id}/pin", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "unpinVideo", summary = "Take a video's pin away",
			description = "Retention deletes it when its time has come. One that is not pinned may be asked for, too.")
	@Problems(ProblemCode.VIDEO_NOT_FOUND)
	VideoResponse unpin(@PathVariable VideoId id, HttpServletRequest request) {
		return set(id, false, request);
	}

	private VideoResponse set(VideoId id, boolean pinned, HttpServletRequest request) {
		if (!this.pins.pin(id, pinned)) {
			throw notFound();
		}
		return VideoResponse.of(this.videos.find(id).orElseThrow(PinController::notFound), pinned,
				this.address.of(request));
	}

	private static ProblemException notFound() {
		return new ProblemException(ProblemCode.VIDEO_NOT_FOUND);
	}

}

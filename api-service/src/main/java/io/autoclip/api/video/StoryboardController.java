package io.autoclip.api.video;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.problem.Problems;
import io.autoclip.video.Storyboard;
import io.autoclip.video.Subtitles;
import io.autoclip.video.Video;
import io.autoclip.video.VideoId;
import io.autoclip.video.VideoRepository;

/**
 * Shows what is where in a video, for players to show where the pointer is.
 */
@RestController
@Tag(name = "Videos")
class StoryboardController {

	private final VideoRepository videos;

	private final Downloads downloads;

	private final PublicAddress address;

	StoryboardController(VideoRepository videos, Downloads downloads, PublicAddress address) {
		this.videos = videos;
		this.downloads = downloads;
		this.address = address;
	}

	@GetMapping(path = "/videos/{id}/storyboard", produces = Subtitles.TYPE)
	@Operation(operationId = "getStoryboard", summary = "Show what is where in a video", description = """
			WebVTT for players: each cue is a part of the video, and names its small picture in the sheet \
			(storyboard.jpg#xywh=left,top,width,height). Sound alone has none, nor have pictures, single frames, and \
			videos that were stored by an AutoClip without storyboards.""")
	@Problems({ ProblemCode.VIDEO_NOT_FOUND, ProblemCode.FILE_NOT_FOUND })
	ResponseEntity<String> cues(@PathVariable VideoId id, HttpServletRequest request) {
		Video video = find(id);
		Storyboard storyboard = Storyboard.of(video)
			.orElseThrow(() -> new ProblemException(ProblemCode.FILE_NOT_FOUND));
		String sheet = this.address.of(request).link("/videos/" + id + "/storyboard.jpg");
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(new StoryboardCues(storyboard.tiles(), video.duration(), sheet).text());
	}

	@GetMapping("/videos/{id}/storyboard.jpg")
	@Operation(operationId = "getStoryboardSheet", summary = "Show the sheet of a storyboard", description = """
			Redirects to a signed link to a JPEG of at most 100 small pictures in rows, each at most 160 pixels wide \
			and high. The storyboard tells which is which.""")
	@Problems({ ProblemCode.VIDEO_NOT_FOUND, ProblemCode.FILE_NOT_FOUND, ProblemCode.STORAGE_UNAVAILABLE })
	ResponseEntity<Void> sheet(@PathVariable VideoId id, HttpServletRequest request) {
		return ResponseEntity.status(HttpStatus.FOUND)
			.location(this.downloads.storyboard(find(id), request).url())
			.cacheControl(CacheControl.noStore())
			.build();
	}

	private Video find(VideoId id) {
		return this.videos.find(id).orElseThrow(() -> new ProblemException(ProblemCode.VIDEO_NOT_FOUND));
	}

}

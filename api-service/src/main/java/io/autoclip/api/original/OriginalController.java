package io.autoclip.api.original;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.problem.Problems;
import io.autoclip.api.video.Downloads;
import io.autoclip.api.video.VideoResponse;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskRepository;
import io.autoclip.video.Video;
import io.autoclip.video.VideoId;
import io.autoclip.video.VideoPins;
import io.autoclip.video.VideoRepository;

/**
 * Answers at the addresses of the original AutoClip. Its {@code POST /task} and its page
 * {@code /video/{id}} stand beside the new ones.
 */
@RestController
@Tag(name = "Original")
class OriginalController {

	private final TaskRepository tasks;

	private final VideoRepository videos;

	private final VideoPins pins;

	private final Downloads downloads;

	private final PublicAddress address;

	OriginalController(TaskRepository tasks, VideoRepository videos, VideoPins pins, Downloads downloads,
			PublicAddress address) {
		this.tasks = tasks;
		this.videos = videos;
		this.pins = pins;
		this.downloads = downloads;
		this.address = address;
	}

	@GetMapping(path = "/task/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getOriginalTask", summary = "Look at a task, in the original's words",
			description = "A cancelled task is a FAILURE, too; task_result is the video's id. See GET /tasks/{id}.")
	@Problems(ProblemCode.TASK_NOT_FOUND)
	OriginalTask task(@PathVariable TaskId id) {
		return this.tasks.find(id)
			.map((snapshot) -> OriginalTask.of(snapshot.task()))
			.orElseThrow(() -> new ProblemException(ProblemCode.TASK_NOT_FOUND));
	}

	@GetMapping(path = "/details/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getOriginalDetails", summary = "Look at a video, at the original's address",
			description = "Takes a task's task_result. The same as GET /videos/{id}.")
	@Problems(ProblemCode.VIDEO_NOT_FOUND)
	VideoResponse details(@PathVariable VideoId id, HttpServletRequest request) {
		return VideoResponse.of(find(id), this.pins.isPinned(id), this.address.of(request));
	}

	@GetMapping(path = "/download/{file_name}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getOriginalDownload", summary = "Tell the link to a file, at the original's address",
			description = "Takes a video's file_name and answers with one JSON string: the signed link that "
					+ "GET /videos/{id}/download redirects to.")
	@Problems({ ProblemCode.VIDEO_NOT_FOUND, ProblemCode.FILE_NOT_FOUND, ProblemCode.STORAGE_UNAVAILABLE })
	ResponseEntity<OriginalLink> download(@PathVariable("file_name") String fileName, HttpServletRequest request) {
		Video video = find(fileName);
		String url = this.downloads.media(video, false, request).url().toString();
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new OriginalLink(url));
	}

	private Video find(VideoId id) {
		return this.videos.find(id).orElseThrow(() -> new ProblemException(ProblemCode.VIDEO_NOT_FOUND));
	}

	/** The name begins with the id. */
	private Video find(String fileName) {
		Video video = find(id(fileName.replaceFirst("\\..*", "")));
		if (!video.fileName().equals(fileName)) {
			throw new ProblemException(ProblemCode.VIDEO_NOT_FOUND);
		}
		return video;
	}

	private static VideoId id(String text) {
		try {
			return new VideoId(text);
		}
		catch (IllegalArgumentException ex) {
			throw new ProblemException(ProblemCode.VIDEO_NOT_FOUND);
		}
	}

}

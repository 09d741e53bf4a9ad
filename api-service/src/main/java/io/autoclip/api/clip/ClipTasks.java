package io.autoclip.api.clip;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.autoclip.api.limit.ClientKey;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.task.IdempotencyKeys;
import io.autoclip.clip.Chapters;
import io.autoclip.clip.Clipping;
import io.autoclip.clip.Clipping.Mode;
import io.autoclip.storage.ObjectStorage;
import io.autoclip.task.InvalidSourceUrlException;
import io.autoclip.task.SourceUrl;
import io.autoclip.task.Task;
import io.autoclip.task.TaskKind;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskWish;
import io.autoclip.video.Video;
import io.autoclip.video.VideoId;
import io.autoclip.video.VideoRepository;

/**
 * Has stored videos worked on, if what is asked for can be had of them.
 */
@Component
class ClipTasks {

	/** Where a record of before has a link that is none. */
	private static final SourceUrl NOWHERE = new SourceUrl("http://unknown.invalid/");

	private final VideoRepository videos;

	private final TaskRepository tasks;

	private final ObjectStorage storage;

	ClipTasks(VideoRepository videos, TaskRepository tasks, ObjectStorage storage) {
		this.videos = videos;
		this.tasks = tasks;
		this.storage = storage;
	}

	Task accept(TaskKind kind, VideoId id, Clipping clipping, @Nullable String idempotencyKey, Object body,
			HttpServletRequest request) {
		Video video = this.videos.find(id).orElseThrow(() -> new ProblemException(ProblemCode.VIDEO_NOT_FOUND));
		check(video, clipping);
		String owner = ClientKey.of(request.getRemoteAddr()).text();
		return this.tasks.accept(TaskWish.of(kind, id, link(video), owner, clipping),
				IdempotencyKeys.read(idempotencyKey, request, owner, body));
	}

	private void check(Video video, Clipping clipping) {
		if (clipping.mode() == Mode.SCENES && video.media().contentType().startsWith("audio/")) {
			throw new ProblemException(ProblemCode.NO_PICTURE);
		}
		if (clipping.mode() == Mode.CHAPTERS && Chapters.of(video, this.storage).isEmpty()) {
			throw new ProblemException(ProblemCode.NO_CHAPTERS);
		}
		Double duration = video.duration();
		if (duration != null && clipping.ranges().stream().anyMatch((range) -> range.start() >= duration)) {
			throw new ProblemException(ProblemCode.INVALID_CLIPPING,
					"A range begins behind the end of the video, which is " + duration + " s long.");
		}
	}

	private static SourceUrl link(Video video) {
		try {
			return new SourceUrl(video.url());
		}
		catch (InvalidSourceUrlException ex) {
			return NOWHERE;
		}
	}

}

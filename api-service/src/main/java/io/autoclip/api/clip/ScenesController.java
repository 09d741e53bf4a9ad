package io.autoclip.api.clip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.problem.Problems;
import io.autoclip.clip.ClipRepository;
import io.autoclip.clip.SceneReport;
import io.autoclip.clip.StoredScenes;
import io.autoclip.json.StoredJson;
import io.autoclip.storage.ObjectStorage;
import io.autoclip.video.VideoId;
import io.autoclip.video.VideoRepository;

/**
 * Tells where the scenes of videos change.
 */
@RestController
@Tag(name = "Clips")
class ScenesController {

	private final VideoRepository videos;

	private final ClipRepository clips;

	private final ObjectStorage storage;

	ScenesController(VideoRepository videos, ClipRepository clips, ObjectStorage storage) {
		this.videos = videos;
		this.clips = clips;
		this.storage = storage;
	}

	@GetMapping(path = "/videos/{id}/scenes", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getScenes", summary = "Look at where the scenes of a video change", description = """
			What the last task has found: of a hard cut, start and end are the time of the new scene's first frame; of \
			a fade or a dissolve, where it begins and ends. The curve has the highest score of each of at most 1,000 \
			equal parts.""")
	@Problems({ ProblemCode.VIDEO_NOT_FOUND, ProblemCode.SCENES_UNKNOWN, ProblemCode.FILE_NOT_FOUND,
			ProblemCode.STORAGE_UNAVAILABLE })
	ScenesResponse get(@PathVariable VideoId id) {
		if (!this.videos.contains(id)) {
			throw new ProblemException(ProblemCode.VIDEO_NOT_FOUND);
		}
		StoredScenes stored = this.clips.scenes(id).orElseThrow(() -> new ProblemException(ProblemCode.SCENES_UNKNOWN));
		if (this.storage.head(stored.key()).isEmpty()) {
			throw new ProblemException(ProblemCode.FILE_NOT_FOUND);
		}
		return ScenesResponse.of(read(stored));
	}

	private SceneReport read(StoredScenes stored) {
		try (InputStream file = this.storage.get(stored.key())) {
			String json = new String(file.readNBytes(SceneReport.MAX_BYTES), StandardCharsets.UTF_8);
			return StoredJson.read(json, SceneReport.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

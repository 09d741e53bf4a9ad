package io.autoclip.api.clip;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.clipping.ClippingRequest;
import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.Problems;
import io.autoclip.api.task.AcceptedTaskResponse;
import io.autoclip.api.task.IdempotencyKeys;
import io.autoclip.task.Task;
import io.autoclip.task.TaskKind;
import io.autoclip.video.VideoId;

/**
 * Accepts tasks that work on stored videos.
 */
@RestController
@Tag(name = "Clips")
class ClipTaskController {

	private final ClipTasks tasks;

	private final PublicAddress address;

	ClipTaskController(ClipTasks tasks, PublicAddress address) {
		this.tasks = tasks;
		this.address = address;
	}

	@PostMapping(path = "/videos/{id}/clips", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(operationId = "createClips", summary = "Split a video into clips", description = """
			A task like any other, on the stored file: the site is not asked again. Its clips come into the library \
			with its success, all in one step. A task makes at most 500; a video has at most 2,000.""")
	@Problems({ ProblemCode.MALFORMED_JSON, ProblemCode.INVALID_REQUEST, ProblemCode.UNKNOWN_FIELD,
			ProblemCode.INVALID_CLIPPING, ProblemCode.INVALID_IDEMPOTENCY_KEY, ProblemCode.VIDEO_NOT_FOUND,
			ProblemCode.NO_CHAPTERS, ProblemCode.NO_PICTURE, ProblemCode.UNSUPPORTED_MEDIA_TYPE,
			ProblemCode.IDEMPOTENCY_KEY_REUSED, ProblemCode.TOO_MANY_TASKS, ProblemCode.QUOTA_EXCEEDED,
			ProblemCode.STORAGE_UNAVAILABLE })
	AcceptedTaskResponse split(@PathVariable VideoId id, @RequestBody ClippingRequest body,
			@Parameter(description = IdempotencyKeys.DESCRIPTION,
					schema = @Schema(maxLength = IdempotencyKeys.MAX_LENGTH)) @RequestHeader(
							name = IdempotencyKeys.HEADER, required = false) @Nullable String idempotencyKey,
			HttpServletRequest request, HttpServletResponse response) {
		Task task = this.tasks.accept(TaskKind.CLIP, id, body.clipping(), idempotencyKey, body, request);
		return AcceptedTaskResponse.of(task, this.address.of(request), response);
	}

	@PostMapping(path = "/videos/{id}/scenes", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(operationId = "findScenes", summary = "Find where the scenes of a video change", description = """
			A task like any other, which cuts nothing. Once it has succeeded, GET tells what was found, instead of \
			what was found before.""")
	@Problems({ ProblemCode.MALFORMED_JSON, ProblemCode.INVALID_REQUEST, ProblemCode.UNKNOWN_FIELD,
			ProblemCode.INVALID_CLIPPING, ProblemCode.INVALID_IDEMPOTENCY_KEY, ProblemCode.VIDEO_NOT_FOUND,
			ProblemCode.NO_PICTURE, ProblemCode.UNSUPPORTED_MEDIA_TYPE, ProblemCode.IDEMPOTENCY_KEY_REUSED,
			ProblemCode.TOO_MANY_TASKS })
	AcceptedTaskResponse find(@PathVariable VideoId id, @RequestBody ScenesRequest body,
			@Parameter(description = IdempotencyKeys.DESCRIPTION,
					schema = @Schema(maxLength = IdempotencyKeys.MAX_LENGTH)) @RequestHeader(
							name = IdempotencyKeys.HEADER, required = false) @Nullable String idempotencyKey,
			HttpServletRequest request, HttpServletResponse response) {
		Task task = this.tasks.accept(TaskKind.SCENES, id, body.clipping(), idempotencyKey, body, request);
		return AcceptedTaskResponse.of(task, this.address.of(request), response);
	}

}

package io.autoclip.api.task;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.limit.ClientKey;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.Problems;
import io.autoclip.task.IdempotencyKey;
import io.autoclip.task.TaskRepository;

/**
 * Accepts many links at once.
 */
@RestController
@Tag(name = "Tasks")
class BatchController {

	private final TaskRepository tasks;

	private final OutputSettings outputs;

	private final PublicAddress address;

	BatchController(TaskRepository tasks, OutputSettings outputs, PublicAddress address) {
		this.tasks = tasks;
		this.outputs = outputs;
		this.address = address;
	}

	@PostMapping(path = "/tasks/batch", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(operationId = "createTasks", summary = "Accept many links", description = """
			Up to 100 links, with the same options for all. Answers with an item for each, in order: the task, or \
			the problem for which there is none, such as invalid_url, or too_many_tasks for all beyond the client's \
			limit. A request with an Idempotency-Key may be repeated for 24 hours and gets the same tasks each time, \
			as they are then, and the same problems; a key by which no link was accepted is not used up.""")
	@Problems({ ProblemCode.MALFORMED_JSON, ProblemCode.INVALID_REQUEST, ProblemCode.UNKNOWN_FIELD,
			ProblemCode.INVALID_OUTPUT, ProblemCode.INVALID_CLIPPING, ProblemCode.INVALID_IDEMPOTENCY_KEY,
			ProblemCode.UNSUPPORTED_MEDIA_TYPE, ProblemCode.IDEMPOTENCY_KEY_REUSED, ProblemCode.QUOTA_EXCEEDED })
	BatchResponse create(@RequestBody BatchRequest body,
			@Parameter(description = IdempotencyKeys.DESCRIPTION,
					schema = @Schema(maxLength = IdempotencyKeys.MAX_LENGTH)) @RequestHeader(
							name = IdempotencyKeys.HEADER, required = false) @Nullable String idempotencyKey,
			HttpServletRequest request) {
		String owner = ClientKey.of(request.getRemoteAddr()).text();
		IdempotencyKey key = IdempotencyKeys.read(idempotencyKey, request, owner, body);
		return new Batch(body, owner, this.outputs, request, this.address.of(request)).accept(this.tasks, key);
	}

}

package io.autoclip.api.task;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.limit.ClientKey;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.problem.Problems;
import io.autoclip.task.IdempotencyKey;
import io.autoclip.task.Task;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskLogs;
import io.autoclip.task.TaskLogs.TaskLog;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskSnapshot;

/**
 * Accepts tasks, shows them, cancels and retries them. Headers are set beside the body,
 * not in a {@code ResponseEntity}: that is flushed before its end, so it goes out in two
 * packets and without a length.
 */
@RestController
@Tag(name = "Tasks")
class TaskController {

	/** Seconds after which a client that polls should look again. */
	private static final String LOOK_AGAIN = "1";

	private final TaskRepository tasks;

	private final TaskLogs logs;

	private final BulkRetry bulkRetry;

	private final OutputSettings outputs;

	private final PlaylistSettings playlists;

	private final PublicAddress address;

	TaskController(TaskRepository tasks, TaskLogs logs, BulkRetry bulkRetry, OutputSettings outputs,
			PlaylistSettings playlists, PublicAddress address) {
		this.tasks = tasks;
		this.logs = logs;
		this.bulkRetry = bulkRetry;
		this.outputs = outputs;
		this.playlists = playlists;
		this.address = address;
	}

	@PostMapping(path = { "/task", "/tasks" }, consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(operationId = "createTask", summary = "Accept a link", description = """
			Answers as soon as the task is durable; the work is done in the background. Location names the task. \
			For plain curl -d, JSON that is declared as application/x-www-form-urlencoded is taken, too, unless \
			it may come from another site's page (Origin, Sec-Fetch-Site). A request with an Idempotency-Key may \
			be repeated for 24 hours and gets the same task each time, as it is then.""")
	@Problems({ ProblemCode.MALFORMED_JSON, ProblemCode.INVALID_REQUEST, ProblemCode.UNKNOWN_FIELD,
			ProblemCode.INVALID_URL, ProblemCode.INVALID_OUTPUT, ProblemCode.INVALID_CLIPPING,
			ProblemCode.INVALID_IDEMPOTENCY_KEY, ProblemCode.BODY_TOO_LARGE, ProblemCode.UNSUPPORTED_MEDIA_TYPE,
			ProblemCode.IDEMPOTENCY_KEY_REUSED, ProblemCode.TOO_MANY_TASKS, ProblemCode.QUOTA_EXCEEDED })
	AcceptedTaskResponse create(@RequestBody TaskRequest body,
			@Parameter(description = IdempotencyKeys.DESCRIPTION,
					schema = @Schema(maxLength = IdempotencyKeys.MAX_LENGTH)) @RequestHeader(
							name = IdempotencyKeys.HEADER, required = false) @Nullable String idempotencyKey,
			HttpServletRequest request, HttpServletResponse response) {
		String owner = owner(request);
		IdempotencyKey key = IdempotencyKeys.read(idempotencyKey, request, owner, body);
		Task task = this.tasks.accept(body.wish(owner, this.outputs, this.playlists), key);
		return AcceptedTaskResponse.of(task, this.address.of(request), response);
	}

	@GetMapping(path = "/tasks/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getTask", summary = "Look at a task",
			description = "A task that has failed is still a 200. Retry-After is there until it has ended.")
	@Problems(ProblemCode.TASK_NOT_FOUND)
	TaskResponse get(@PathVariable TaskId id, HttpServletRequest request, HttpServletResponse response) {
		TaskSnapshot snapshot = this.tasks.find(id).orElseThrow(() -> new ProblemException(ProblemCode.TASK_NOT_FOUND));
		if (!snapshot.task().status().isEnded()) {
			response.setHeader(HttpHeaders.RETRY_AFTER, LOOK_AGAIN);
		}
		return TaskResponse.of(snapshot, this.address.of(request));
	}

	@PostMapping(path = "/tasks/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(operationId = "cancelTask", summary = "Cancel a task",
			description = "A waiting task ends at once, a running one soon. Asking again changes nothing. "
					+ "With the task of a list, all tasks of its entries are cancelled, and no others are made.")
	@Problems({ ProblemCode.TASK_NOT_FOUND, ProblemCode.ILLEGAL_TRANSITION })
	TaskResponse cancel(@PathVariable TaskId id, HttpServletRequest request) {
		this.tasks.cancel(id);
		return show(id, request);
	}

	@PostMapping(path = "/tasks/{id}/retry", produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(operationId = "retryTask", summary = "Retry a task",
			description = "Starts a task that has failed or was cancelled anew, with the patience of a new one. "
					+ "It counts among the tasks of the client who asks. That of a list begins when all tasks have "
					+ "stopped that were cancelled with it: until then, this is illegal_transition.")
	@Problems({ ProblemCode.TASK_NOT_FOUND, ProblemCode.ILLEGAL_TRANSITION, ProblemCode.TOO_MANY_TASKS,
			ProblemCode.QUOTA_EXCEEDED })
	TaskResponse retry(@PathVariable TaskId id, HttpServletRequest request) {
		return TaskResponse.of(this.tasks.retry(id, owner(request)), this.address.of(request));
	}

	@PostMapping(path = "/tasks/retry", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(operationId = "retryTasks", summary = "Retry many tasks", description = """
			Starts all tasks anew that have ended so and fit the filter, the newest first. A call looks at 10,000 \
			tasks at the most: as long as more is true, ask again with next_cursor. They count among the tasks of \
			the client who asks: if no more are allowed, it stops, and says so; if not even one is, it is refused.""")
	@Problems({ ProblemCode.MALFORMED_JSON, ProblemCode.INVALID_REQUEST, ProblemCode.UNKNOWN_FIELD,
			ProblemCode.INVALID_CURSOR, ProblemCode.UNSUPPORTED_MEDIA_TYPE, ProblemCode.TOO_MANY_TASKS,
			ProblemCode.QUOTA_EXCEEDED })
	RetryResponse retryMany(@RequestBody RetryRequest body, HttpServletRequest request) {
		return this.bulkRetry.run(body, owner(request));
	}

	@GetMapping(path = "/tasks/{id}/log", produces = MediaType.TEXT_PLAIN_VALUE)
	@Operation(operationId = "getTaskLog", summary = "Read a task's log", description = """
			What was going on in the last attempt, as far as it has been told: the last 16 KiB, without secrets. \
			It is for people; its form may change. Kept for seven days.""")
	@Problems({ ProblemCode.TASK_NOT_FOUND, ProblemCode.LOG_NOT_FOUND })
	String log(@PathVariable TaskId id) {
		if (this.tasks.find(id).isEmpty()) {
			throw new ProblemException(ProblemCode.TASK_NOT_FOUND);
		}
		TaskLog log = this.logs.find(id).orElseThrow(() -> new ProblemException(ProblemCode.LOG_NOT_FOUND));
		// Sites have written parts of it: nosniff keeps browsers from taking it for a
		// page.
		return "Attempt " + log.attempt() + "\n" + log.text();
	}

	private static String owner(HttpServletRequest request) {
		return ClientKey.of(request.getRemoteAddr()).text();
	}

	/**
	 * A running task goes on until its worker hears of it: its progress is shown, too.
	 */
	private TaskResponse show(TaskId id, HttpServletRequest request) {
		TaskSnapshot snapshot = this.tasks.find(id).orElseThrow(() -> new ProblemException(ProblemCode.TASK_NOT_FOUND));
		return TaskResponse.of(snapshot, this.address.of(request));
	}

}

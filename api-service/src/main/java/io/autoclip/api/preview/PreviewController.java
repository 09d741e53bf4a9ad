package io.autoclip.api.preview;

import java.time.Duration;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import io.autoclip.api.task.OutputSettings;
import io.autoclip.preview.Preview;
import io.autoclip.task.Task;
import io.autoclip.task.TaskId;
import io.autoclip.video.VideoId;

/**
 * Tells what is behind a link. A worker asks the site, by the same admission and behind
 * the same guards as a download.
 */
@RestController
@Tag(name = "Previews")
class PreviewController {

	/** Seconds after which a client that polls should look again. */
	private static final String LOOK_AGAIN = "1";

	private final Previews previews;

	private final OutputSettings outputs;

	private final PublicAddress address;

	PreviewController(Previews previews, OutputSettings outputs, PublicAddress address) {
		this.previews = previews;
		this.outputs = outputs;
		this.address = address;
	}

	@PostMapping(path = "/previews", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(operationId = "createPreview", summary = "Ask what is behind a link", description = """
			Title, duration, formats and sizes, whether it is a list, and whether it is in the library, without \
			downloading it. A preview is a task of its own that is in no list: its id will do for /tasks/{id}, too, \
			to follow or cancel it. It waits behind nothing but the client's other previews, counts among the \
			client's tasks while it does, and is forgotten ten minutes after its end.""")
	@Problems({ ProblemCode.MALFORMED_JSON, ProblemCode.INVALID_REQUEST, ProblemCode.UNKNOWN_FIELD,
			ProblemCode.INVALID_URL, ProblemCode.UNSUPPORTED_MEDIA_TYPE, ProblemCode.TOO_MANY_TASKS })
	PreviewResponse create(@RequestBody PreviewRequest body,
			@Parameter(description = Preference.DESCRIPTION) @RequestHeader(name = Preference.HEADER,
					required = false) @Nullable String prefer,
			HttpServletRequest request, HttpServletResponse response) {
		Task task = this.previews.ask(body.wish(ClientKey.of(request.getRemoteAddr()).text(), this.outputs.unasked()));
		PreviewResponse answer = await(task, prefer, request, response);
		response.setHeader(HttpHeaders.LOCATION, answer.links().self());
		return answer;
	}

	@GetMapping(path = "/previews/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getPreview", summary = "Look at a preview",
			description = "One that has failed is still a 200. Retry-After is there until it has ended.")
	@Problems(ProblemCode.PREVIEW_NOT_FOUND)
	PreviewResponse get(@PathVariable String id,
			@Parameter(description = Preference.DESCRIPTION) @RequestHeader(name = Preference.HEADER,
					required = false) @Nullable String prefer,
			HttpServletRequest request, HttpServletResponse response) {
		Task task = id(id).flatMap(this.previews::find)
			.orElseThrow(() -> new ProblemException(ProblemCode.PREVIEW_NOT_FOUND));
		return await(task, prefer, request, response);
	}

	private static Optional<TaskId> id(String text) {
		try {
			return Optional.of(new TaskId(text));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private PreviewResponse await(Task task, @Nullable String prefer, HttpServletRequest request,
			HttpServletResponse response) {
		Duration patience = Preference.wait(prefer);
		if (patience.isPositive()) {
			response.setHeader(Preference.APPLIED, "wait=" + patience.toSeconds());
		}
		Task now = this.previews.await(task, patience);
		if (!now.status().isEnded()) {
			response.setHeader(HttpHeaders.RETRY_AFTER, LOOK_AGAIN);
		}
		Optional<Preview> told = this.previews.told(now);
		String known = told.flatMap((preview) -> this.previews.known(now, preview)).map(VideoId::value).orElse(null);
		return PreviewResponse.of(now, told.orElse(null), known, this.address.of(request));
	}

}

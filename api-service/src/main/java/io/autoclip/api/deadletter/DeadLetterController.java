package io.autoclip.api.deadletter;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.http.Page;
import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.api.limit.ClientKey;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.problem.Problems;
import io.autoclip.messaging.DeadLetter;
import io.autoclip.messaging.DeadLetters;

/**
 * Shows dead letters, puts them back into the queue and drops them.
 */
@RestController
@Tag(name = "Dead letters")
class DeadLetterController {

	private final DeadLetters letters;

	private final PublicAddress address;

	DeadLetterController(DeadLetters letters, PublicAddress address) {
		this.letters = letters;
		this.address = address;
	}

	@GetMapping(path = "/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "listDeadLetters", summary = "List dead letters", description = """
			Newest first: tasks that failed for the last time for a cause that may have gone away, and messages \
			that nobody could read. They are forgotten together with the ended tasks.""")
	@Problems({ ProblemCode.INVALID_PARAMETER, ProblemCode.INVALID_CURSOR })
	DeadLetterPage list(@RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
			@RequestParam(required = false) @Nullable String cursor, HttpServletRequest request) {
		Page page = Page.of("dead-letters", cursor, limit);
		List<DeadLetter> found = this.letters.list(page.before(), page.limitAndOne());
		Base base = this.address.of(request);
		return new DeadLetterPage(
				page.cut(found).stream().map((letter) -> DeadLetterResponse.of(letter, base)).toList(),
				page.next(found, DeadLetter::position));
	}

	@PostMapping(path = "/dead-letters/{id}/requeue", produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(operationId = "requeueDeadLetter", summary = "Requeue a dead letter",
			description = "Starts the task anew, as one of the client's own, or sends the message once more; answers "
					+ "with the letter as it was.")
	@Problems({ ProblemCode.DEAD_LETTER_NOT_FOUND, ProblemCode.ILLEGAL_TRANSITION, ProblemCode.TOO_MANY_TASKS,
			ProblemCode.QUOTA_EXCEEDED, ProblemCode.BROKER_UNAVAILABLE })
	DeadLetterResponse requeue(@PathVariable String id, HttpServletRequest request) {
		DeadLetter letter = find(id);
		this.letters.requeue(letter, ClientKey.of(request.getRemoteAddr()).text());
		return DeadLetterResponse.of(letter, this.address.of(request));
	}

	@DeleteMapping("/dead-letters/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(operationId = "dropDeadLetter", summary = "Drop a dead letter",
			description = "A task stays in the list of tasks as failed; a message is gone.")
	@Problems(ProblemCode.DEAD_LETTER_NOT_FOUND)
	void drop(@PathVariable String id) {
		this.letters.drop(find(id));
	}

	private DeadLetter find(String id) {
		return this.letters.find(id).orElseThrow(() -> new ProblemException(ProblemCode.DEAD_LETTER_NOT_FOUND));
	}

}

package io.autoclip.api.task;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.http.Page;
import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.problem.Problems;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskSnapshot;

/**
 * Lists the tasks of a list's entries.
 */
@RestController
@Tag(name = "Tasks")
class ChildrenController {

	private final TaskRepository tasks;

	private final PublicAddress address;

	ChildrenController(TaskRepository tasks, PublicAddress address) {
		this.tasks = tasks;
		this.address = address;
	}

	@GetMapping(path = "/tasks/{id}/children", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "listChildren", summary = "List the tasks of a list's entries",
			description = "Those that were made last come first: the end of the list. A cursor stays valid whatever "
					+ "comes in meanwhile.")
	@Problems({ ProblemCode.TASK_NOT_FOUND, ProblemCode.INVALID_PARAMETER, ProblemCode.INVALID_CURSOR })
	TaskPage list(@PathVariable TaskId id, @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
			@RequestParam(required = false) @Nullable String cursor, HttpServletRequest request) {
		Page page = Page.of("children", cursor, limit);
		if (this.tasks.find(id).isEmpty()) {
			throw new ProblemException(ProblemCode.TASK_NOT_FOUND);
		}
		List<TaskSnapshot> found = this.tasks.children(id, page.before(), page.limitAndOne());
		Base base = this.address.of(request);
		return new TaskPage(page.cut(found).stream().map((task) -> TaskResponse.of(task, base)).toList(),
				page.next(found, TaskSnapshot::position));
	}

}

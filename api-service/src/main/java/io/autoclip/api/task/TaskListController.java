package io.autoclip.api.task;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.http.Page;
import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.api.listing.Filters;
import io.autoclip.api.listing.Listing;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.problem.Problems;
import io.autoclip.library.Library;
import io.autoclip.library.LibraryQuery;
import io.autoclip.library.LibraryQuery.Found;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskKind;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskStatus;

/**
 * Finds tasks.
 */
@RestController
@Tag(name = "Tasks")
class TaskListController {

	private static final Set<String> ORDERS = Set.of("created", "finished");

	private static final Set<String> STATUSES = Arrays.stream(TaskStatus.values())
		.map(TaskStatus::text)
		.collect(Collectors.toUnmodifiableSet());

	/** Previews are in no list. */
	private static final Set<String> KINDS = Arrays.stream(TaskKind.values())
		.filter((kind) -> kind != TaskKind.PREVIEW)
		.map(TaskKind::text)
		.collect(Collectors.toUnmodifiableSet());

	private final Library library;

	private final TaskRepository tasks;

	private final PublicAddress address;

	TaskListController(Library library, TaskRepository tasks, PublicAddress address) {
		this.library = library;
		this.tasks = tasks;
		this.address = address;
	}

	@GetMapping(path = "/tasks", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "listTasks", summary = "Find tasks",
			description = "All of them, the newest first, unless filters or another order are asked for. "
					+ Listing.PAGES)
	@Problems({ ProblemCode.INVALID_PARAMETER, ProblemCode.INVALID_CURSOR })
	TaskPage list(@RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
			@Parameter(description = Listing.CURSOR) @RequestParam(required = false) @Nullable String cursor,
			@Parameter(description = "created or finished; with a minus sign the latest first. What has not ended is "
					+ "the earliest by finished.") @RequestParam(defaultValue = Listing.NEWEST_FIRST) String sort,
			@Parameter(
					description = "In the path of the link, in what its list calls it and, once there is one, in title "
							+ "and uploader of the video. " + Filters.TEXT) @RequestParam(
									required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable String status,
			@Parameter(description = Filters.SITE) @RequestParam(required = false) @Nullable String site,
			@Parameter(description = "What the tasks ask for. Previews are in no list.") @RequestParam(
					required = false) @Nullable String kind,
			@Parameter(description = "Only those made of the entries of this list.") @RequestParam(
					required = false) @Nullable String parent,
			@Parameter(description = Filters.OWNER) @RequestParam(required = false) @Nullable String owner,
			@Parameter(description = Filters.FROM) @RequestParam(name = "created_after",
					required = false) @Nullable String createdAfter,
			@Parameter(description = Filters.BEFORE) @RequestParam(name = "created_before",
					required = false) @Nullable String createdBefore,
			HttpServletRequest request) {
		Listing listing = Listing.of("tasks", ORDERS, sort, cursor, limit);
		LibraryQuery query = listing.query()
			.words(Filters.text(q))
			.value("status", Filters.oneOf("status", status, STATUSES))
			.value("site", Filters.site(site))
			.value("kind", Filters.oneOf("kind", kind, KINDS))
			.value("parent", parent(parent))
			.value("owner", Filters.owner(owner, request))
			.created(Filters.time("created_after", createdAfter), Filters.time("created_before", createdBefore));
		Found found = this.library.find(query);
		Base base = this.address.of(request);
		List<TaskResponse> items = this.tasks.findAll(found.ids())
			.stream()
			.map((task) -> TaskResponse.of(task, base))
			.toList();
		return new TaskPage(items, listing.cursor(found.next()));
	}

	private static @Nullable String parent(@Nullable String id) {
		try {
			return (id != null) ? new TaskId(id).value() : null;
		}
		catch (IllegalArgumentException ex) {
			throw new ProblemException(ProblemCode.INVALID_PARAMETER, "The parent is not the id of a task.");
		}
	}

}

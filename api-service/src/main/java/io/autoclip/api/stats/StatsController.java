package io.autoclip.api.stats;

import java.util.Arrays;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.library.Library;
import io.autoclip.task.TaskStatus;

/**
 * Tells the numbers.
 */
@RestController
@Tag(name = "Operation")
class StatsController {

	private static final List<String> STATUSES = Arrays.stream(TaskStatus.values()).map(TaskStatus::text).toList();

	private final Library library;

	StatsController(Library library) {
		this.library = library;
	}

	@GetMapping(path = "/stats", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getStats", summary = "Counts, and how the sites have answered", description = """
			Tasks by status (those that are remembered), videos and the bytes of their files, and of each site how \
			many tasks succeeded and failed, when one succeeded last and why an attempt failed last: where others \
			succeed and one does not, it is the site or its link. Codes such as storage, worker_lost and internal are \
			AutoClip's own trouble. Sites are counted since their first task, the last 200 that were asked, the \
			latest first.""")
	StatsResponse stats() {
		return StatsResponse.of(this.library.statistics(STATUSES));
	}

}

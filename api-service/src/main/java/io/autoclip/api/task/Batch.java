package io.autoclip.api.task;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.api.problem.Problem;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.task.IdempotencyKey;
import io.autoclip.task.InvalidSourceUrlException;
import io.autoclip.task.Task;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskWish;

/**
 * Several links in one request. Those that are good are accepted in one step; each of the
 * others gets a problem in its place, as it would have alone.
 */
final class Batch {

	private final List<Link> links = new ArrayList<>();

	private final HttpServletRequest request;

	private final Base base;

	/**
	 * Reads the links.
	 * @param body the links
	 * @param owner who asks
	 * @param outputs what is made where the body does not say it
	 * @param request where the request came to, for problems
	 * @param base what links begin with
	 */
	Batch(BatchRequest body, String owner, OutputSettings outputs, HttpServletRequest request, Base base) {
		this.request = request;
		this.base = base;
		body.check(outputs); // what is wrong for all is said once
		body.each().forEach((link) -> this.links.add(read(link, owner, outputs)));
	}

	private Link read(TaskRequest link, String owner, OutputSettings outputs) {
		try {
			return new Link(link.wish(owner, outputs), null);
		}
		catch (InvalidSourceUrlException ex) {
			return new Link(null, problem(ProblemCode.INVALID_URL, ex.getMessage()));
		}
		catch (ProblemException ex) {
			return new Link(null, problem(ex.code(), ex.getMessage()));
		}
	}

	/**
	 * Has the good links accepted.
	 * @param tasks where
	 * @param key what makes the request safe to repeat, if anything does
	 * @return a task or a problem for each link, in order
	 */
	BatchResponse accept(TaskRepository tasks, @Nullable IdempotencyKey key) {
		List<TaskWish> wishes = this.links.stream()
			.flatMap((link) -> Optional.ofNullable(link.wish()).stream())
			.toList();
		Iterator<Optional<Task>> accepted = wishes.isEmpty() ? List.<Optional<Task>>of().iterator()
				: tasks.acceptAll(wishes, key).iterator();
		return new BatchResponse(this.links.stream().map((link) -> item(link, accepted)).toList());
	}

	private Object item(Link link, Iterator<Optional<Task>> accepted) {
		if (link.problem() != null) {
			return link.problem();
		}
		if (!accepted.hasNext()) {
			return problem(ProblemCode.TOO_MANY_TASKS, ProblemCode.TOO_MANY_TASKS.meaning());
		}
		return accepted.next()
			.<Object>map((task) -> TaskResponse.of(task, this.base))
			.orElseGet(() -> problem(ProblemCode.TASK_NOT_FOUND, ProblemCode.TASK_NOT_FOUND.meaning()));
	}

	private Problem problem(ProblemCode code, @Nullable String detail) {
		return Problem.of(code, (detail != null) ? detail : code.meaning(), this.request.getRequestURI(),
				this.request.getContextPath());
	}

	/** A link, or what is wrong with it. */
	private record Link(@Nullable TaskWish wish, @Nullable Problem problem) {

	}

}

package io.autoclip.worker.task;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

import io.autoclip.task.AttemptId;
import io.autoclip.task.NewerSchemaException;
import io.autoclip.task.StaleAttemptException;
import io.autoclip.task.Task;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskSnapshot;
import io.autoclip.task.WorkerId;

/**
 * Hands back what this worker holds a lease of and does not know: Redis was cut off right
 * after it had executed a claim, and the answer was lost. Nobody would work on the task
 * until the lease ends, and that would count as the loss of a worker.
 */
@Component
class LostClaims {

	private static final Log logger = LogFactory.getLog(LostClaims.class);

	/**
	 * For so many seconds in a row a lease must be unknown: an answer takes 5 s at most,
	 * and the shortest lease is 10 s. Looks are counted, not time, since a process that
	 * was stopped has its answers still to read.
	 */
	private static final int LOOKS = 7;

	private final TaskRepository tasks;

	private final WorkerId worker;

	private Map<TaskId, Integer> unknown = Map.of();

	LostClaims(TaskRepository tasks, WorkerId worker) {
		this.tasks = tasks;
		this.worker = worker;
	}

	/**
	 * Looks, once a second.
	 * @param attempts those that run here; asked for only after the leases, since a claim
	 * may just have been answered
	 */
	void look(Collection<RunningAttempt> attempts) {
		Set<TaskId> leased = this.tasks.leasedBy(this.worker);
		Set<TaskId> known = attempts.stream().map((attempt) -> attempt.id().task()).collect(Collectors.toSet());
		Map<TaskId, Integer> seen = new HashMap<>();
		leased.stream()
			.filter((task) -> !known.contains(task))
			.forEach((task) -> seen.put(task, this.unknown.getOrDefault(task, 0) + 1));
		this.unknown = seen;
		seen.forEach((task, looks) -> {
			if (looks >= LOOKS) {
				handBack(task);
			}
		});
	}

	private void handBack(TaskId id) {
		try {
			this.tasks.find(id)
				.map(TaskSnapshot::task)
				.filter(this::isOurs)
				.map(Task::attemptId)
				.ifPresent(this::handBack);
		}
		catch (StaleAttemptException | NewerSchemaException ex) {
			logger.debug("It is another's already", ex);
		}
	}

	private boolean isOurs(Task task) {
		return !task.attempts().isEmpty() && task.attempts().getLast().worker().equals(this.worker);
	}

	private void handBack(AttemptId attempt) {
		this.tasks.handBack(attempt);
		logger.warn("Attempt " + attempt + " was handed back: the answer to its claim was lost");
	}

}

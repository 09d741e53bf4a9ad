package io.autoclip.task;

import java.util.List;

import io.autoclip.admission.TestAdmission;
import io.autoclip.task.ModelTask.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The steps of a random walk that are about workers and their leases.
 */
final class WalkOfWorkers {

	private final TaskRepository tasks;

	private final TestAdmission admission;

	private final WalkTimes times;

	private final TaskModel model;

	private final TaskWalk walk;

	WalkOfWorkers(TaskRepository tasks, TestAdmission admission, WalkTimes times, TaskModel model, TaskWalk walk) {
		this.tasks = tasks;
		this.admission = admission;
		this.times = times;
		this.model = model;
		this.walk = walk;
	}

	void renew() {
		WorkerId worker = this.walk.one(this.walk.workers);
		List<ModelTask> asked = List.of(this.walk.some(), this.walk.some());
		List<AttemptId> attempts = asked.stream().map(this.walk::attempt).toList();
		this.walk.trace("renew %s by %s", attempts, worker);
		List<LeaseAnswer> answers = this.tasks.renew(worker, attempts);
		for (int i = 0; i < asked.size(); i++) {
			ModelTask task = asked.get(i);
			boolean held = task.place == Place.LEASED && worker.equals(task.worker)
					&& attempts.get(i).attempt() == task.attempt;
			LeaseAnswer alive = task.cancelRequested ? LeaseAnswer.CANCEL : LeaseAnswer.RENEWED;
			assertThat(answers.get(i)).isEqualTo(held ? alive : LeaseAnswer.LOST);
		}
	}

	void heartbeat() {
		WorkerId worker = this.walk.one(this.walk.workers);
		int slots = this.walk.random.nextInt(4);
		this.walk.trace("heartbeat %s with %d slots", worker, slots);
		this.admission.heartbeat(worker, slots);
		this.times.putOffEnd(worker);
		this.model.slots.put(worker, slots);
	}

	void lose() {
		WorkerId worker = this.walk.one(this.walk.workers);
		if (this.model.slots.remove(worker) != null) {
			this.walk.trace("worker %s is silent", worker);
			this.times.end(worker, this.walk.random.nextBoolean());
		}
	}

}

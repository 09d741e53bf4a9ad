package io.autoclip.admission;

import java.time.Duration;
import java.util.List;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.task.Admission;
import io.autoclip.task.Site;
import io.autoclip.task.StoreScript;
import io.autoclip.task.TaskId;

/**
 * The door between the waiting room and the queue. Never more tasks are let in than there
 * are free slots, and two more.
 */
public class Admissions {

	private static final StoreScript<List<Object>> ADMIT = StoreScript.answeringList(Admissions.class, "admit.lua");

	private static final StoreScript<Long> GIVE_BACK = StoreScript.answeringNumber(Admissions.class, "give-back.lua");

	private static final StoreScript<List<Object>> SETTLE_DUE = StoreScript.answeringList(Admissions.class,
			"settle-due.lua");

	private static final StoreScript<Long> TURN = StoreScript.answeringNumber(Admissions.class, "turn.lua");

	private final StringRedisTemplate redis;

	Admissions(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Lets in whoever may run now. Only a caller that can publish may ask.
	 * @return the admissions, which the caller must publish
	 */
	public List<Admission> admit() {
		return Admission.read(ADMIT.run(this.redis));
	}

	/**
	 * Gives an admission back that did not reach the queue: the task waits again, in its
	 * old place, and the admission is used up. Does nothing if it is not the present one.
	 * @param admission the admission
	 */
	public void giveBack(Admission admission) {
		GIVE_BACK.run(this.redis, admission.task().value(), String.valueOf(admission.number()));
	}

	/**
	 * Moves what is due: tasks whose back-off is over, and admissions that nobody
	 * claimed.
	 * @return the tasks whose lease has ended
	 */
	public List<TaskId> settleDue() {
		return SETTLE_DUE.run(this.redis).stream().map((id) -> new TaskId((String) id)).toList();
	}

	/**
	 * Asks when a task that was claimed may begin, so that the starts at its site keep
	 * their distance even if several had to wait in the queue.
	 * @param site the task's site
	 * @param longest how long the caller would wait
	 * @return how long to wait; the turn is the caller's only if that is not longer
	 */
	public Duration turn(Site site, Duration longest) {
		return Duration.ofMillis(TURN.run(this.redis, site.name(), String.valueOf(longest.toMillis())));
	}

}

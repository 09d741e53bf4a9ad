package io.autoclip.task;

import java.time.Duration;

/**
 * The outcome of a transition: what the record becomes and where the task goes.
 *
 * @param task the task after the transition
 * @param placement where it goes
 * @param sitePenalty how long its site is left alone, because it asked for that
 */
public record Transition(Task task, Placement placement, Duration sitePenalty) {

	Transition(Task task, Placement placement) {
		this(task, placement, Duration.ZERO);
	}

}

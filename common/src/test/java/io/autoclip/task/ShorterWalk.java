package io.autoclip.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Leaves out steps of a walk that fails for as long as it still fails: first halves, then
 * quarters, at last single steps (after Zeller's ddmin).
 */
final class ShorterWalk {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private ShorterWalk() {
	}

	static List<Long> of(List<Long> steps, Predicate<List<Long>> fails) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		List<Long> shortest = steps;
		for (int size = steps.size() / 2; size > 0; size /= 2) {
			for (int from = 0; from < shortest.size() && System.nanoTime() < deadline;) {
				List<Long> shorter = without(shortest, from, Math.min(shortest.size(), from + size));
				if (fails.test(shorter)) {
					shortest = shorter;
				}
				else {
					from += size;
				}
			}
		}
		return shortest;
	}

	private static List<Long> without(List<Long> steps, int from, int to) {
		List<Long> shorter = new ArrayList<>(steps.subList(0, from));
		shorter.addAll(steps.subList(to, steps.size()));
		return shorter;
	}

}

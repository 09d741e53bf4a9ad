package io.autoclip.worker.scene;

import java.util.stream.IntStream;

/**
 * Tells how surely a picture is the first of a new scene: no picture of just before is
 * like one of shortly after, and the change is out of the ordinary for what goes on
 * around it. A flash, after which the same is seen again, fails the first; a fast move
 * the second.
 */
final class CutTest {

	/** How long a flash, or whatever passes, may last, in seconds. */
	static final double PASSING = 0.42;

	/** Less than this, and nothing has happened. */
	private static final double NOTHING = 0.1;

	/** How much of what is ordinary around is taken off. */
	private static final double ORDINARY = 0.8;

	/** Makes a score of 0.5 of what is a cut in most films. */
	private static final double SCALE = 2.5;

	private static final double EPSILON = 1e-6;

	private final Recent recent;

	CutTest(Recent recent) {
		this.recent = recent;
	}

	/**
	 * Judges a picture; those for {@link #PASSING} seconds before and after it should be
	 * known.
	 * @param number the picture's
	 * @return how surely it begins a scene, from 0 to 1; 0.5 is more likely than not
	 */
	double score(int number) {
		if (this.recent.step(number) < NOTHING || !this.recent.has(number - 1)) {
			return 0;
		}
		double ordinary = ORDINARY * ordinary(number);
		double least = NOTHING + ordinary * (1 - NOTHING);
		double across = across(number, least);
		return across <= least ? 0 : Math.min(1, SCALE * (across - ordinary) / (1 - ordinary));
	}

	/**
	 * How much changes from picture to picture around: on the side where that is more, or
	 * on both at once just beside it. Of a flash on one side, nothing counts.
	 */
	private double ordinary(int number) {
		double beside = Math.min(this.recent.step(number - 1), this.recent.step(number + 1));
		return Math.max(beside, Math.max(calm(number, -1), calm(number, 1)));
	}

	private double calm(int number, int direction) {
		double[] steps = IntStream.rangeClosed(2, 5)
			.mapToDouble((distance) -> this.recent.step(number + direction * distance))
			.sorted()
			.toArray();
		return steps[1];
	}

	/** How unlike the most alike are, of a picture before and one after. */
	private double across(int number, double enough) {
		double least = this.recent.step(number);
		for (int before = 1; within(number - before, number); before++) {
			for (int after = 0; within(number - before, number + after); after++) {
				if (least <= enough) {
					return least;
				}
				if (Math.min(before - 1, after) < 2) {
					least = Math.min(least, unlikeness(number - before, number + after));
				}
			}
		}
		return least;
	}

	private boolean within(int before, int after) {
		return this.recent.has(before) && this.recent.has(after)
				&& this.recent.time(after) - this.recent.time(before) < PASSING + EPSILON;
	}

	private double unlikeness(int before, int after) {
		return Likeness.of(this.recent.picture(before), this.recent.picture(after)).unlikeness();
	}

}

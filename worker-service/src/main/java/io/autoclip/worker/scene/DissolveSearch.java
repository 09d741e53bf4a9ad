package io.autoclip.worker.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import io.autoclip.clip.Scenes;
import org.jspecify.annotations.Nullable;

/**
 * Looks for one scene that melts into another, or is pushed away by it: two pictures some
 * time apart, unlike each other, of which all that lie between are mixtures.
 */
final class DissolveSearch {

	/** How long after a dissolve the new scene is looked at, in seconds. */
	static final double AFTER = 1.2;

	private static final double[] SPANS = { 0.5, 0.8, 1.2, 1.8, 2.6 };

	/** How far the pictures that are looked at are apart, in seconds. */
	private static final double STEP = 0.0799;

	private static final double LEAST_UNLIKENESS = 0.4;

	/** Of what two scenes differ by, as much may change within each of them. */
	private static final double RESTLESS = 0.65;

	/** What the best mixture is worth that is more likely than not a dissolve. */
	private static final double LIKELY = 0.43;

	private static final double LEAST_WORTH = 0.2;

	private static final double SURE_CUT = 0.5;

	private final Recent recent;

	private final IntToDoubleFunction cuts;

	private final List<Integer> samples = new ArrayList<>();

	private final List<Scenes.Change> found = new ArrayList<>();

	private @Nullable Candidate best;

	/**
	 * The numbers of the first and last picture, how likely it is a dissolve, and which.
	 */
	private record Candidate(int first, int last, double worth, Scenes.Change change) {

	}

	/**
	 * Makes a search.
	 * @param recent the pictures
	 * @param cuts how surely a picture is the first after a hard cut, by its number
	 */
	DissolveSearch(Recent recent, IntToDoubleFunction cuts) {
		this.recent = recent;
		this.cuts = cuts;
	}

	/**
	 * Goes on to a picture as the last of a dissolve; {@link #AFTER} seconds after it
	 * should be known.
	 */
	void advance(int number) {
		if (!this.samples.isEmpty() && this.recent.time(number) - time(this.samples.size() - 1) < STEP) {
			return;
		}
		this.samples.add(number);
		while (!this.recent.has(this.samples.getFirst())) {
			this.samples.removeFirst();
		}
		for (double span : SPANS) {
			consider(span);
		}
	}

	/** All dissolves, in order, when there are no more pictures. */
	List<Scenes.Change> found() {
		keep();
		return this.found;
	}

	private void consider(double span) {
		int end = this.samples.size() - 1;
		int begin = end;
		while (begin > 0 && time(end) - time(begin) < span) {
			begin--;
		}
		if (end - begin < 3 || time(end) - time(begin) < span) {
			return;
		}
		double worth = worth(this.samples.subList(begin, end + 1), Math.min(span, AFTER));
		if (worth >= LEAST_WORTH) {
			offer(this.samples.get(begin), this.samples.get(end), worth);
		}
	}

	private double worth(List<Integer> numbers, double aside) {
		List<Picture> pictures = numbers.stream().map(this.recent::picture).toList();
		Mix mix = Mix.of(pictures);
		if (!mix.isLikely() || hasCut(numbers.getFirst(), numbers.getLast())) {
			return 0;
		}
		double unlikeness = Likeness.of(pictures.getFirst(), pictures.getLast()).unlikeness();
		if (unlikeness < LEAST_UNLIKENESS || isRestless(numbers, aside, RESTLESS * unlikeness)) {
			return 0;
		}
		return mix.explained() - mix.flaw(pictures);
	}

	private boolean hasCut(int first, int last) {
		for (int number = first + 1; number <= last; number++) {
			if (this.cuts.applyAsDouble(number) >= SURE_CUT) {
				return true;
			}
		}
		return false;
	}

	/** Whether as much changes before and after, where nothing dissolves. */
	private boolean isRestless(List<Integer> numbers, double aside, double most) {
		int first = numbers.getFirst();
		int last = numbers.getLast();
		int before = first;
		while (this.recent.has(before - 1) && this.recent.time(first) - this.recent.time(before) < aside) {
			before--;
		}
		int after = last;
		while (this.recent.has(after + 1) && this.recent.time(after) - this.recent.time(last) < aside) {
			after++;
		}
		return change(before, first) > most && change(last, after) > most;
	}

	private double change(int one, int other) {
		return (one == other) ? 1 : Likeness.of(this.recent.picture(one), this.recent.picture(other)).unlikeness();
	}

	private double time(int sample) {
		return this.recent.time(this.samples.get(sample));
	}

	private void offer(int first, int last, double worth) {
		if (this.best != null && first >= this.best.last()) {
			keep();
		}
		if (this.best == null || worth > this.best.worth()) {
			this.best = new Candidate(first, last, worth, trimmed(first, last, worth));
		}
	}

	private void keep() {
		if (this.best != null) {
			this.found.add(this.best.change());
		}
		this.best = null;
	}

	/**
	 * Without the pictures that are still all of the old scene, or already of the new.
	 */
	private Scenes.Change trimmed(int first, int last, double worth) {
		List<Picture> pictures = IntStream.rangeClosed(first, last).mapToObj(this.recent::picture).toList();
		List<Double> shares = Mix.of(pictures).shares();
		int end = 1;
		while (end < shares.size() - 1 && shares.get(end) < 0.95) {
			end++;
		}
		int start = end - 1;
		while (start > 0 && shares.get(start) > 0.05) {
			start--;
		}
		return new Scenes.Change(Scenes.Kind.DISSOLVE, pictures.get(start + 1).time(), pictures.get(end).time(),
				Math.min(1, 0.5 * worth / LIKELY));
	}

}

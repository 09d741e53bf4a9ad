package io.autoclip.worker.scene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.autoclip.clip.Scenes;

/**
 * Chooses among what may be changes, so that every scene between them lasts long enough:
 * the clearer of two that are too close stays.
 *
 * @param threshold the least score
 * @param least how long a scene lasts at least, in seconds
 * @param begin when the first scene begins, in seconds
 * @param end when the last scene ends, in seconds
 */
record Choice(double threshold, double least, double begin, double end) {

	/** Around a slow change, what looks like a cut is a part of it, in seconds. */
	private static final double MARGIN = 0.1;

	private static final Comparator<Scenes.Change> CLEAREST = Comparator
		.comparingDouble((Scenes.Change change) -> -change.score())
		.thenComparing(change -> change.kind() == Scenes.Kind.CUT);

	List<Scenes.Change> of(List<Scenes.Change> cuts, List<Scenes.Change> slow) {
		List<Scenes.Change> candidates = new ArrayList<>(slow);
		candidates.removeIf(change -> change.score() < this.threshold);
		for (Scenes.Change cut : cuts) {
			if (cut.score() >= this.threshold && slow.stream().noneMatch(change -> isWithin(cut, change))) {
				candidates.add(cut);
			}
		}
		candidates.sort(CLEAREST);
		List<Scenes.Change> chosen = new ArrayList<>();
		for (Scenes.Change candidate : candidates) {
			if (isFree(candidate, chosen)) {
				chosen.add(candidate);
			}
		}
		chosen.sort(Comparator.comparingDouble(Scenes.Change::start));
		return chosen;
	}

	private boolean isWithin(Scenes.Change cut, Scenes.Change slow) {
		return slow.score() >= this.threshold && cut.start() > slow.start() - MARGIN
				&& cut.start() < slow.end() + MARGIN;
	}

	private boolean isFree(Scenes.Change candidate, List<Scenes.Change> chosen) {
		if (candidate.start() - this.begin < this.least || this.end - candidate.end() < this.least) {
			return false;
		}
		return chosen.stream()
			.noneMatch(other -> candidate.start() < other.end() + this.least
					&& candidate.end() > other.start() - this.least);
	}

}

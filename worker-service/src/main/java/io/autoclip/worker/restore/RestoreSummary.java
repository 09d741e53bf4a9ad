package io.autoclip.worker.restore;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts what became of the videos.
 */
class RestoreSummary {

	private final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);

	private int clips;

	void count(Fate fate) {
		this.counts.merge(fate, 1, Integer::sum);
	}

	void countClips(int restored) {
		this.clips += restored;
	}

	private int of(Fate fate) {
		return this.counts.getOrDefault(fate, 0);
	}

	/** For example {@code Videos found: 7 (restored: 4, known already: 3, …)}. */
	@Override
	public String toString() {
		int found = this.counts.values().stream().mapToInt(Integer::intValue).sum();
		return Arrays.stream(Fate.values())
			.map((fate) -> fate + ": " + of(fate))
			.collect(Collectors.joining(", ", "Videos found: " + found + " (",
					(this.clips > 0) ? "); clips restored: " + this.clips : ")"));
	}

}

package io.autoclip.worker.split;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.autoclip.clip.Clip;
import io.autoclip.clip.Clipping;
import io.autoclip.clip.Scenes;
import io.autoclip.video.Chapter;
import io.autoclip.worker.clip.CutRequest;

/**
 * Turns what was found in a video into the clips that are to be cut. Times are seconds.
 */
final class Cuts {

	/** A rest that is shorter is no clip of its own. */
	private static final double SHORTEST_REST = 0.1;

	/** Silence that begins or ends so close to an end of the video belongs to that. */
	private static final double EDGE = 0.05;

	private Cuts() {
	}

	/** In the middle of what is no hard cut. */
	static List<PlannedClip> of(Scenes scenes) {
		List<Double> cuts = scenes.changes().stream().map((change) -> (change.start() + change.end()) / 2).toList();
		return between("Scene", cuts, scenes.duration(), 0);
	}

	/** In the middle of each silence but those that the video begins or ends with. */
	static List<PlannedClip> of(List<CutRequest.Cut> silences, double duration, double least) {
		List<Double> cuts = silences.stream()
			.filter((silence) -> silence.start() > EDGE && silence.end() < duration - EDGE)
			.map((silence) -> (silence.start() + silence.end()) / 2)
			.toList();
		return between("Part", cuts, duration, least);
	}

	static List<PlannedClip> every(double seconds, double duration) {
		List<Double> cuts = new ArrayList<>();
		for (long i = 1; i * seconds < duration - SHORTEST_REST && i <= Clipping.MOST; i++) {
			cuts.add(i * seconds);
		}
		return between("Part", cuts, duration, 0);
	}

	/** A chapter whose end was not told ends where the next begins. */
	static List<PlannedClip> ofChapters(List<Chapter> chapters, double duration) {
		List<PlannedClip> clips = new ArrayList<>();
		for (int i = 0; i < chapters.size(); i++) {
			Chapter chapter = chapters.get(i);
			double next = (i + 1 < chapters.size()) ? chapters.get(i + 1).startTime() : duration;
			double end = (chapter.endTime() != null) ? chapter.endTime() : next;
			if (chapter.startTime() >= 0 && end > chapter.startTime()) {
				clips.add(new PlannedClip(name(chapter.title(), "Chapter " + (i + 1)), chapter.startTime(), end));
			}
		}
		return clips;
	}

	static List<PlannedClip> of(List<Clipping.Range> ranges) {
		List<PlannedClip> clips = new ArrayList<>();
		for (Clipping.Range range : ranges) {
			clips.add(new PlannedClip(name(range.name(), "Clip " + (clips.size() + 1)), range.start(), range.end()));
		}
		return clips;
	}

	/** A cut that would leave a part shorter than the least is left out. */
	private static List<PlannedClip> between(String word, List<Double> cuts, double end, double least) {
		List<PlannedClip> clips = new ArrayList<>();
		double start = 0;
		for (double cut : cuts) {
			if (cut > start && cut - start >= least && cut < end && end - cut >= least) {
				clips.add(new PlannedClip(word + " " + (clips.size() + 1), start, cut));
				start = cut;
			}
		}
		if (end > start) {
			clips.add(new PlannedClip(word + " " + (clips.size() + 1), start, end));
		}
		return clips;
	}

	/** A title is text from outside, and may be as long as it likes. */
	private static String name(@Nullable String title, String otherwise) {
		String clean = (title != null) ? title.replaceAll("\\p{Cntrl}", " ").strip() : "";
		if (clean.isEmpty()) {
			return otherwise;
		}
		int length = clean.codePointCount(0, clean.length());
		return (length <= Clip.LONGEST_NAME) ? clean
				: clean.substring(0, clean.offsetByCodePoints(0, Clip.LONGEST_NAME));
	}

}

package io.autoclip.worker.scene;

import java.util.ArrayList;
import java.util.List;

import io.autoclip.clip.Scenes;

/**
 * Finds where scenes change, picture by picture. It keeps the pictures of the last few
 * seconds and a few numbers of every other.
 */
final class SceneDetector {

	private static final double LEAST_SCORE = 0.05;

	private static final int MOST_AHEAD = 500;

	private final Recent recent = new Recent();

	private final Track track = new Track();

	private final CutTest cutTest = new CutTest(this.recent);

	private final FadeSearch fades = new FadeSearch(this.recent);

	private final DissolveSearch dissolves = new DissolveSearch(this.recent, this.track::score);

	private int judged;

	private int faded;

	private int dissolved;

	/**
	 * Takes the next picture. One that is not later than the one before is left out.
	 */
	void accept(Picture picture) {
		if (this.track.isLater(picture.time())) {
			advance(picture.time());
			this.recent.add(picture);
			this.track.add(picture.time());
		}
	}

	private void advance(double now) {
		while (isDue(this.judged, now - CutTest.PASSING)) {
			this.track.score(this.judged, this.cutTest.score(this.judged));
			this.judged++;
		}
		while (this.dissolved < this.judged && isDue(this.dissolved, now - DissolveSearch.AFTER)) {
			this.dissolves.advance(this.dissolved++);
		}
		while (this.faded < this.judged && isDue(this.faded, now - FadeSearch.LONGEST)) {
			this.fades.advance(this.faded++);
		}
	}

	/** Whether what comes after a picture is known, or the picture will soon not be. */
	private boolean isDue(int number, double latest) {
		int last = this.recent.last();
		return number <= last && (this.track.time(number) <= latest || number <= last - MOST_AHEAD);
	}

	/**
	 * Ends the search.
	 * @param sensitivity from 0 to 1: a change whose score is less than 1 less this is
	 * none
	 * @param least how long a scene lasts at least, in seconds
	 * @return what was found
	 */
	Scenes finish(double sensitivity, double least) {
		advance(Double.POSITIVE_INFINITY);
		List<Scenes.Change> slow = new ArrayList<>(this.fades.found());
		slow.addAll(this.dissolves.found());
		double threshold = Math.max(1 - sensitivity, LEAST_SCORE);
		Choice choice = new Choice(threshold, least, this.track.begin(), this.track.end());
		return new Scenes(this.track.duration(), choice.of(this.track.cuts(), slow), this.track.curve(slow));
	}

}

package io.autoclip.worker.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.autoclip.clip.Scenes;

/**
 * When every picture of a video is shown, and how surely it is the first of a new scene.
 */
final class Track {

	private static final int MOST_POINTS = 1_000;

	private double[] times = new double[4_096];

	private float[] scores = new float[4_096];

	private int size;

	void add(double time) {
		if (this.size == this.times.length) {
			this.times = Arrays.copyOf(this.times, this.size * 2);
			this.scores = Arrays.copyOf(this.scores, this.size * 2);
		}
		this.times[this.size++] = time;
	}

	boolean isLater(double time) {
		return this.size == 0 || time > this.times[this.size - 1];
	}

	double time(int number) {
		return this.times[number];
	}

	double score(int number) {
		return this.scores[number];
	}

	void score(int number, double score) {
		this.scores[number] = (float) score;
	}

	/** When the first picture is shown. */
	double begin() {
		return this.times[0];
	}

	/** When the last picture ends, which is taken to last as long as the one before. */
	double end() {
		return (this.size < 2) ? begin() : 2 * this.times[this.size - 1] - this.times[this.size - 2];
	}

	double duration() {
		return end() - begin();
	}

	/** Every picture that may be the first after a hard cut, in order. */
	List<Scenes.Change> cuts() {
		List<Scenes.Change> cuts = new ArrayList<>();
		for (int i = 0; i < this.size; i++) {
			if (this.scores[i] > 0) {
				cuts.add(new Scenes.Change(Scenes.Kind.CUT, this.times[i], this.times[i], this.scores[i]));
			}
		}
		return cuts;
	}

	/** The highest score of each part, those of the slow changes among them. */
	List<Scenes.Point> curve(List<Scenes.Change> slow) {
		int points = Math.min(MOST_POINTS, this.size);
		double[] highest = new double[points];
		for (int i = 0; i < this.size; i++) {
			int point = point(this.times[i], points);
			highest[point] = Math.max(highest[point], this.scores[i]);
		}
		for (Scenes.Change change : slow) {
			for (int point = point(change.start(), points); point <= point(change.end(), points); point++) {
				highest[point] = Math.max(highest[point], change.score());
			}
		}
		List<Scenes.Point> curve = new ArrayList<>();
		for (int point = 0; point < points; point++) {
			curve.add(new Scenes.Point(begin() + point * duration() / points, highest[point]));
		}
		return curve;
	}

	private int point(double time, int points) {
		double part = (duration() == 0) ? 0 : (time - begin()) / duration();
		return Math.clamp((int) (part * points), 0, points - 1);
	}

}

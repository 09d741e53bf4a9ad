package io.autoclip.worker.scene;

import java.util.ArrayList;
import java.util.List;

import io.autoclip.clip.Scenes;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a scene that goes, through pictures of one colour, into another.
 */
final class FadeSearch {

	/** How long a scene may take to come or to go, in seconds. */
	static final double LONGEST = 2;

	private static final double LEAST_CONTRAST = 5;

	/** The contrast of a flat picture, and that against the scene's. */
	private static final double FLAT = 2;

	private static final double FLAT_SHARE = 0.12;

	/** As bright as black may be. Only through black may a scene go, or come, at once. */
	private static final double DARK = 24;

	/** The least that contrast grows by in a second, of what it is. */
	private static final double STEEP = 0.3;

	/** Pictures less alike than this are of two scenes. */
	private static final double CUT = 0.3;

	/** Of fewer pictures, a ramp is none. */
	private static final int LEAST_RAMP = 3;

	private static final double LEAST_UNLIKENESS = 0.15;

	/** Makes a score of 0.5 of what is no longer the same scene. */
	private static final double SCALE = 1.6;

	private final Recent recent;

	private final List<Scenes.Change> found = new ArrayList<>();

	private @Nullable Picture old;

	private int ramp;

	private boolean dark;

	private double flat = FLAT;

	FadeSearch(Recent recent) {
		this.recent = recent;
	}

	/**
	 * Goes on to a picture; those for {@link #LONGEST} seconds before and after it should
	 * be known.
	 */
	void advance(int number) {
		double contrast = contrast(number);
		if (this.old == null) {
			seekFlat(number, contrast);
		}
		else if (contrast > this.flat) {
			seekNew(this.old, number);
		}
	}

	/** All fades, in order. */
	List<Scenes.Change> found() {
		return this.found;
	}

	private void seekFlat(int number, double contrast) {
		int from = number;
		while (isNear(from - 1, number) && isSteep(from, from - 1, number)) {
			from--;
		}
		double most = contrast(from);
		this.flat = Math.max(FLAT, most * FLAT_SHARE);
		if (most >= LEAST_CONTRAST && contrast <= this.flat) {
			while (from < number && contrast(from + 1) > most * 0.96) {
				from++;
			}
			this.old = this.recent.picture(from);
			this.ramp = number - from;
			this.dark = contrast <= FLAT && brightness(number) <= DARK;
		}
	}

	private void seekNew(Picture before, int number) {
		int to = number;
		while (isNear(to + 1, number) && isSteep(to, to + 1, number)) {
			to++;
		}
		double most = contrast(to);
		if (most < LEAST_CONTRAST && number != this.recent.last()) {
			return;
		}
		while (to > number && contrast(to - 1) > most * 0.96) {
			to--;
		}
		this.old = null;
		int ramp = to - number + 1;
		boolean gradual = (this.dark ? Math.max(this.ramp, ramp) : Math.min(this.ramp, ramp)) >= LEAST_RAMP;
		double unlikeness = Likeness.of(before, this.recent.picture(to)).unlikeness();
		if (gradual && unlikeness >= LEAST_UNLIKENESS && most >= LEAST_CONTRAST) {
			this.found.add(new Scenes.Change(Scenes.Kind.FADE, before.time(), this.recent.time(to),
					Math.min(1, SCALE * unlikeness)));
		}
	}

	/** Whether contrast grows on the way from a flat picture, and it is no cut. */
	private boolean isSteep(int number, int next, int flat) {
		int further = next;
		for (int i = 0; i < 2 && isNear(further + next - number, flat); i++) {
			further += next - number;
		}
		double contrast = contrast(number);
		boolean cut = contrast > 4 * this.flat && this.recent.step(Math.max(number, next)) > CUT;
		double seconds = Math.abs(this.recent.time(further) - this.recent.time(number));
		return !cut && contrast(further) > contrast * (1 + STEEP * seconds);
	}

	private boolean isNear(int number, int other) {
		return this.recent.has(number) && Math.abs(this.recent.time(number) - this.recent.time(other)) <= LONGEST;
	}

	private double brightness(int number) {
		return this.recent.picture(number).light().sum(0, 0, Picture.WIDTH, Picture.HEIGHT)
				/ (double) (Picture.WIDTH * Picture.HEIGHT);
	}

	private double contrast(int number) {
		return this.recent.picture(number).contrast();
	}

}

package io.autoclip.worker.scene;

import java.util.ArrayList;
import java.util.List;

/**
 * The last pictures of a video, by their numbers, from 0; and how unlike each is to the
 * one before.
 */
final class Recent {

	/** How far back pictures are kept, in seconds. */
	static final double REACH = 5.6;

	/** As many are kept however far they are apart. */
	private static final int LEAST = 12;

	private static final int MOST = 700;

	private final List<Entry> entries = new ArrayList<>();

	private int first;

	/** A picture, and how unlike it is to the one before. */
	private record Entry(Picture picture, double step) {

	}

	void add(Picture picture) {
		double step = isEmpty() ? 0 : Likeness.of(picture(last()), picture).unlikeness();
		this.entries.add(new Entry(picture, step));
		while (this.entries.size() > MOST || (this.entries.size() > LEAST && isPast(picture.time()))) {
			this.entries.removeFirst();
			this.first++;
		}
	}

	private boolean isPast(double now) {
		return now - picture(this.first).time() > REACH;
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

	int first() {
		return this.first;
	}

	int last() {
		return this.first + this.entries.size() - 1;
	}

	boolean has(int number) {
		return number >= this.first && number <= last();
	}

	Picture picture(int number) {
		return this.entries.get(number - this.first).picture();
	}

	double time(int number) {
		return picture(number).time();
	}

	/** How unlike a picture is to the one before; of one that is not known, nothing. */
	double step(int number) {
		return has(number) ? this.entries.get(number - this.first).step() : 0;
	}

}

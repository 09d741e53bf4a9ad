package io.autoclip.worker.scene;

import java.util.ArrayList;
import java.util.List;

/**
 * How well the pictures between two others are explained as mixtures of those: block by
 * block, so that a picture that pushes the other away is one, too.
 *
 * @param explained how much better than by the nearer of the two, from 0 to 1
 * @param between how far they are from both, against how far those are apart; of a
 * picture, on average
 * @param shares how much of the last is in each picture, from the first on, 0 to 1
 */
record Mix(double explained, double between, List<Double> shares) {

	private static final int WIDTH = Picture.WIDTH / 2;

	private static final int HEIGHT = Picture.HEIGHT / 2;

	private static final int WIDE = 4;

	private static final int HIGH = 3;

	private static final double[] MIDDLES = { 0.35, 0.5, 0.65 };

	/**
	 * Takes a sequence of pictures.
	 * @param pictures the old scene's last, what is between, and the new scene's first
	 */
	static Mix of(List<Picture> pictures) {
		int[] first = pictures.getFirst().half();
		int[] last = pictures.getLast().half();
		double apart = Math.max(1, distance(first, last));
		List<Double> shares = new ArrayList<>();
		double left = 0;
		double near = 0;
		for (Picture picture : pictures) {
			double old = distance(first, picture.half());
			double fresh = distance(picture.half(), last);
			shares.add(Math.clamp((old - fresh + apart) / (2 * apart), 0, 1));
			left += rest(first, picture.half(), last);
			near += Math.min(old, fresh);
		}
		return new Mix((near == 0) ? 0 : 1 - left / near, near / apart / shares.size(), shares);
	}

	private static double distance(int[] one, int[] other) {
		long sum = 0;
		for (int i = 0; i < one.length; i++) {
			int difference = one[i] - other[i];
			sum += (long) difference * difference;
		}
		return sum;
	}

	/** What no mixture explains. */
	private static double rest(int[] first, int[] picture, int[] last) {
		double sum = 0;
		for (int y = 0; y < HEIGHT; y += HIGH) {
			for (int x = 0; x < WIDTH; x += WIDE) {
				sum += blockRest(first, picture, last, y * WIDTH + x);
			}
		}
		return sum;
	}

	private static double blockRest(int[] first, int[] picture, int[] last, int at) {
		double way = 0;
		double gone = 0;
		double along = 0;
		for (int row = 0; row < HIGH; row++) {
			for (int i = at + row * WIDTH; i < at + row * WIDTH + WIDE; i++) {
				int far = last[i] - first[i];
				int here = picture[i] - first[i];
				way += (double) far * far;
				gone += (double) here * here;
				along += (double) far * here;
			}
		}
		double share = (way == 0) ? 0 : Math.clamp(along / way, 0, 1);
		return gone - 2 * share * along + share * share * way;
	}

	/** Whether the old only ever goes and the new only ever comes. */
	boolean isOneWay() {
		double most = 0;
		for (double share : this.shares) {
			if (share < most - 0.1) {
				return false;
			}
			most = Math.max(most, share);
		}
		return true;
	}

	/** Whether a closer look is worth it. */
	boolean isLikely() {
		return this.explained > 0.4 && this.between > 0.015 && this.between < 0.3 && isOneWay();
	}

	/**
	 * How unlike those in the middle are to what a mixture of the first and the last
	 * would be, from 0 to 1.
	 */
	double flaw(List<Picture> pictures) {
		double sum = 0;
		for (double share : MIDDLES) {
			Picture middle = pictures.get(nearest(share));
			sum += Likeness.of(remade(pictures.getFirst(), middle, pictures.getLast()), middle).structure();
		}
		return sum / MIDDLES.length;
	}

	private int nearest(double share) {
		int nearest = 1;
		for (int i = 2; i < this.shares.size() - 1; i++) {
			if (Math.abs(this.shares.get(i) - share) < Math.abs(this.shares.get(nearest) - share)) {
				nearest = i;
			}
		}
		return nearest;
	}

	private static Picture remade(Picture first, Picture picture, Picture last) {
		byte[] bytes = new byte[Picture.BYTES];
		for (int y = 0; y < Picture.HEIGHT; y++) {
			for (int x = 0; x < Picture.WIDTH; x++) {
				int i = y * Picture.WIDTH + x;
				int block = y / (2 * HIGH) * HIGH * WIDTH + x / (2 * WIDE) * WIDE;
				double share = share(first.half(), picture.half(), last.half(), block);
				int[] old = first.light().values();
				bytes[i] = (byte) Math.round(old[i] + share * (last.light().values()[i] - old[i]));
			}
		}
		return new Picture(picture.time(), bytes);
	}

	private static double share(int[] first, int[] picture, int[] last, int at) {
		double way = 0;
		double along = 0;
		for (int row = 0; row < HIGH; row++) {
			for (int i = at + row * WIDTH; i < at + row * WIDTH + WIDE; i++) {
				int far = last[i] - first[i];
				way += (double) far * far;
				along += (double) far * (picture[i] - first[i]);
			}
		}
		return (way == 0) ? 0 : Math.clamp(along / way, 0, 1);
	}

}

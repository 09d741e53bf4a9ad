package io.autoclip.worker.scene;

/**
 * How the whole of a picture has moved, in pixels of small pictures.
 *
 * @param x to the right
 * @param y down
 */
record Move(int x, int y) {

	private static final int WIDTH = Picture.WIDTH / 4;

	private static final int HEIGHT = Picture.HEIGHT / 4;

	private static final int FARTHEST_X = 6;

	private static final int FARTHEST_Y = 2;

	/**
	 * Finds where what was in one picture lies in another, to four pixels.
	 */
	static Move between(Picture from, Picture to) {
		Move best = new Move(0, 0);
		double least = difference(from.rough(), to.rough(), 0, 0) * 0.98;
		for (int y = -FARTHEST_Y; y <= FARTHEST_Y; y++) {
			for (int x = -FARTHEST_X; x <= FARTHEST_X; x++) {
				double difference = difference(from.rough(), to.rough(), x, y);
				if (difference < least) {
					least = difference;
					best = new Move(x * 4, y * 4);
				}
			}
		}
		return best;
	}

	/**
	 * The variance of the difference of what both show: a change of the light is none.
	 */
	private static double difference(int[] from, int[] to, int dx, int dy) {
		long sum = 0;
		long squares = 0;
		int left = Math.max(0, -dx);
		int right = Math.min(WIDTH, WIDTH - dx);
		int bottom = Math.min(HEIGHT, HEIGHT - dy);
		int top = Math.max(0, -dy);
		for (int y = top; y < bottom; y++) {
			for (int x = left; x < right; x++) {
				int difference = from[y * WIDTH + x] - to[(y + dy) * WIDTH + x + dx];
				sum += difference;
				squares += (long) difference * difference;
			}
		}
		double count = (double) (right - left) * (bottom - top);
		return (squares - sum * sum / count) / count;
	}

}

package io.autoclip.worker.scene;

/**
 * The black bars around a small picture, in its pixels.
 */
record Bars(int left, int top, int right, int bottom) {

	static final Bars NONE = new Bars(0, 0, 0, 0);

	/** The brightest that black is, with what lossy coding adds to it. */
	private static final int BLACK = 22;

	/** Of a picture with wider bars than these, little would be left to look at. */
	private static final int WIDEST = Picture.WIDTH * 3 / 8;

	private static final int HIGHEST = Picture.HEIGHT * 3 / 8;

	static Bars of(Plane light) {
		int top = 0;
		while (top <= HIGHEST && isBlack(light, 0, top, Picture.WIDTH, 1)) {
			top++;
		}
		int bottom = 0;
		while (bottom <= HIGHEST && isBlack(light, 0, Picture.HEIGHT - 1 - bottom, Picture.WIDTH, 1)) {
			bottom++;
		}
		int left = 0;
		while (left <= WIDEST && isBlack(light, left, 0, 1, Picture.HEIGHT)) {
			left++;
		}
		int right = 0;
		while (right <= WIDEST && isBlack(light, Picture.WIDTH - 1 - right, 0, 1, Picture.HEIGHT)) {
			right++;
		}
		boolean none = top > HIGHEST || bottom > HIGHEST || left > WIDEST || right > WIDEST;
		return none ? NONE : new Bars(withEdge(left), withEdge(top), withEdge(right), withEdge(bottom));
	}

	/** A bar seldom ends where a small pixel does. */
	private static int withEdge(int bar) {
		return bar == 0 ? 0 : bar + 1;
	}

	private static boolean isBlack(Plane light, int x, int y, int width, int height) {
		return light.sum(x, y, width, height) <= BLACK * width * height
				&& light.energy(x, y, width, height) <= 9.0 * width * height;
	}

}

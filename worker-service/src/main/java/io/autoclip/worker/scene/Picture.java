package io.autoclip.worker.scene;

/**
 * A picture of a video, made small: what scenes are told apart by.
 */
final class Picture {

	/** How wide it is, in pixels, whatever the video's shape. */
	static final int WIDTH = 64;

	/** How high it is, in pixels. */
	static final int HEIGHT = 36;

	/** How many bytes it has: brightness, and two colours of half the size both ways. */
	static final int BYTES = WIDTH * HEIGHT * 3 / 2;

	private static final int QUARTER = 4;

	private final double time;

	private final Plane light;

	private final Plane blue;

	private final Plane red;

	private final Bars bars;

	private final int[] rough;

	private final int[] half;

	/**
	 * Takes a picture.
	 * @param time when it is shown, in seconds
	 * @param bytes its planes Y, U and V, one after another, without gaps
	 */
	Picture(double time, byte[] bytes) {
		this.time = time;
		this.light = new Plane(bytes, 0, WIDTH, HEIGHT);
		this.blue = new Plane(bytes, WIDTH * HEIGHT, WIDTH / 2, HEIGHT / 2);
		this.red = new Plane(bytes, WIDTH * HEIGHT * 5 / 4, WIDTH / 2, HEIGHT / 2);
		this.bars = Bars.of(this.light);
		this.rough = shrunk(QUARTER);
		this.half = shrunk(2);
	}

	private int[] shrunk(int times) {
		int width = WIDTH / times;
		int[] small = new int[width * (HEIGHT / times)];
		for (int i = 0; i < small.length; i++) {
			small[i] = this.light.sum(i % width * times, i / width * times, times, times) / times;
		}
		return small;
	}

	double time() {
		return this.time;
	}

	Plane light() {
		return this.light;
	}

	Plane blue() {
		return this.blue;
	}

	Plane red() {
		return this.red;
	}

	Bars bars() {
		return this.bars;
	}

	/**
	 * The brightness once more, a quarter as wide and high, four times as large a number.
	 */
	int[] rough() {
		return this.rough;
	}

	/** The brightness once more, half as wide and high, twice as large a number. */
	int[] half() {
		return this.half;
	}

	/**
	 * How much brightness varies over the picture, bars left out: the standard deviation,
	 * of 255.
	 */
	double contrast() {
		int width = WIDTH - this.bars.left() - this.bars.right();
		int height = HEIGHT - this.bars.top() - this.bars.bottom();
		double energy = this.light.energy(this.bars.left(), this.bars.top(), width, height);
		return Math.sqrt(energy / (width * height));
	}

}

package io.autoclip.worker.scene;

/**
 * The brightness, or one colour, of a small picture. Sums over any of its rectangles are
 * at hand.
 */
final class Plane {

	private final int width;

	private final int height;

	private final int[] values;

	private final int[] sums;

	private final int[] squares;

	Plane(byte[] bytes, int offset, int width, int height) {
		this.width = width;
		this.height = height;
		this.values = new int[width * height];
		for (int i = 0; i < this.values.length; i++) {
			this.values[i] = bytes[offset + i] & 0xff;
		}
		this.sums = new int[(width + 1) * (height + 1)];
		this.squares = new int[this.sums.length];
		sum();
	}

	private void sum() {
		int stride = this.width + 1;
		for (int y = 0; y < this.height; y++) {
			int sum = 0;
			int square = 0;
			for (int x = 0; x < this.width; x++) {
				int value = this.values[y * this.width + x];
				sum += value;
				square += value * value;
				int at = (y + 1) * stride + x + 1;
				this.sums[at] = this.sums[at - stride] + sum;
				this.squares[at] = this.squares[at - stride] + square;
			}
		}
	}

	int width() {
		return this.width;
	}

	int height() {
		return this.height;
	}

	int[] values() {
		return this.values;
	}

	int sum(int x, int y, int width, int height) {
		return over(this.sums, x, y, width, height);
	}

	/** The sum of the squares of a rectangle's deviations from its mean. */
	double energy(int x, int y, int width, int height) {
		double sum = over(this.sums, x, y, width, height);
		return over(this.squares, x, y, width, height) - sum * sum / (width * height);
	}

	private int over(int[] table, int x, int y, int width, int height) {
		int stride = this.width + 1;
		int above = y * stride + x;
		int below = above + height * stride;
		return table[below + width] - table[below] - table[above + width] + table[above];
	}

}

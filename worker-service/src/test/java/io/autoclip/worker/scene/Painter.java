package io.autoclip.worker.scene;

import java.util.Arrays;
import java.util.Random;

/**
 * Paints the pictures of a scene: patches of chance, over which a camera may move.
 */
final class Painter {

	private static final int WIDTH = 512;

	private static final int HEIGHT = 64;

	private final double[] world = new double[WIDTH * HEIGHT];

	private final int blue;

	private final int red;

	Painter(long seed) {
		Random random = new Random(seed);
		for (int patch = 0; patch < 400; patch++) {
			int x = random.nextInt(WIDTH);
			int y = random.nextInt(HEIGHT);
			int size = 3 + random.nextInt(14);
			double value = 30 + random.nextInt(190);
			for (int v = y; v < Math.min(HEIGHT, y + size); v++) {
				for (int u = x; u < Math.min(WIDTH, x + 2 * size); u++) {
					this.world[v * WIDTH + u] = value;
				}
			}
		}
		this.blue = 100 + random.nextInt(56);
		this.red = 100 + random.nextInt(56);
	}

	/** A picture of what lies at a distance from the world's left edge, in pixels. */
	double[] at(int left) {
		double[] values = new double[Picture.BYTES];
		for (int y = 0; y < Picture.HEIGHT; y++) {
			for (int x = 0; x < Picture.WIDTH; x++) {
				values[y * Picture.WIDTH + x] = this.world[y * WIDTH + (left + x) % WIDTH];
			}
		}
		int pixels = Picture.WIDTH * Picture.HEIGHT;
		Arrays.fill(values, pixels, pixels * 5 / 4, this.blue);
		Arrays.fill(values, pixels * 5 / 4, values.length, this.red);
		return values;
	}

	/** A picture of one brightness and no colour. */
	static double[] flat(double brightness) {
		double[] values = new double[Picture.BYTES];
		int pixels = Picture.WIDTH * Picture.HEIGHT;
		Arrays.fill(values, 0, pixels, brightness);
		Arrays.fill(values, pixels, values.length, 128);
		return values;
	}

	/** A mixture, with a share of the second. */
	static double[] mixed(double[] one, double[] other, double share) {
		double[] values = new double[one.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = one[i] + share * (other[i] - one[i]);
		}
		return values;
	}

	static Picture picture(double time, double[] values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) Math.round(Math.clamp(values[i], 0, 255));
		}
		return new Picture(time, bytes);
	}

}

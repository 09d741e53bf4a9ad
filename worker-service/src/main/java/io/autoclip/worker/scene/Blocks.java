package io.autoclip.worker.scene;

/**
 * Compares two pictures block by block, within what is not a black bar in both.
 */
final class Blocks {

	private static final int COLUMNS = 8;

	private static final int ROWS = 4;

	/** The variance that noise and rounding may make. */
	private static final double NOISE = 1.2;

	/** A mean difference of light and colours, of 255, that is a clear one. */
	private static final double CLEAR_COLOUR = 20;

	private final Picture first;

	private final Picture second;

	private final Plane from;

	private final Plane to;

	private final int left;

	private final int top;

	private final int wide;

	private final int high;

	private final int area;

	private final double noise;

	private double weights;

	private double same;

	private double before;

	private double after;

	private double colour;

	private int blocks;

	private double bestShare;

	private double bestEnergy;

	private int bestX;

	private int bestY;

	Blocks(Picture from, Picture to) {
		this.first = from;
		this.second = to;
		this.from = from.light();
		this.to = to.light();
		this.left = Math.min(from.bars().left(), to.bars().left());
		this.top = Math.min(from.bars().top(), to.bars().top());
		this.wide = (Picture.WIDTH - this.left - Math.min(from.bars().right(), to.bars().right())) / COLUMNS;
		this.high = (Picture.HEIGHT - this.top - Math.min(from.bars().bottom(), to.bars().bottom())) / ROWS;
		this.area = this.wide * this.high;
		this.noise = NOISE * this.area;
	}

	Likeness compare(Move move) {
		for (int row = 0; row < ROWS; row++) {
			for (int column = 0; column < COLUMNS; column++) {
				add(this.left + column * this.wide, this.top + row * this.high, move);
			}
		}
		double structure = 1 - this.same / this.weights;
		double colour = 1 - Math.exp(-this.colour / this.blocks / CLEAR_COLOUR);
		double detail = Math.sqrt(Math.min(this.before, this.after) / (this.blocks * this.area));
		return new Likeness(structure, colour, detail);
	}

	private void add(int x, int y, Move move) {
		this.bestShare = -1;
		double mine = this.from.energy(x, y, this.wide, this.high);
		search(x, y, 0, 0, 1, mine);
		if (this.bestShare < 0.97) {
			search(x, y, move.x(), move.y(), 2, mine);
		}
		double weight = Math.sqrt(this.bestEnergy);
		this.weights += weight;
		this.same += this.bestShare * weight;
		this.before += mine;
		this.after += this.to.energy(x, y, this.wide, this.high);
		this.colour += colours(x, y);
		this.blocks++;
	}

	private void search(int x, int y, int dx, int dy, int reach, double mine) {
		int right = Math.min(Picture.WIDTH - this.wide, x + dx + reach);
		int bottom = Math.min(Picture.HEIGHT - this.high, y + dy + reach);
		for (int v = Math.max(0, y + dy - reach); v <= bottom; v++) {
			for (int u = Math.max(0, x + dx - reach); u <= right; u++) {
				compare(x, y, u, v, mine);
			}
		}
	}

	private void compare(int x, int y, int u, int v, double mine) {
		double theirs = this.to.energy(u, v, this.wide, this.high);
		double covariance = products(x, y, u, v) - (double) this.from.sum(x, y, this.wide, this.high)
				* this.to.sum(u, v, this.wide, this.high) / this.area;
		double both = Math.sqrt((mine + this.noise) * (theirs + this.noise));
		double share = Math.max(0, (covariance + this.noise) / both);
		if (share > this.bestShare) {
			this.bestShare = share;
			this.bestEnergy = both;
			this.bestX = u;
			this.bestY = v;
		}
	}

	private int products(int x, int y, int u, int v) {
		int[] one = this.from.values();
		int[] other = this.to.values();
		int sum = 0;
		for (int row = 0; row < this.high; row++) {
			int a = (y + row) * Picture.WIDTH + x;
			int b = (v + row) * Picture.WIDTH + u;
			for (int column = 0; column < this.wide; column++) {
				sum += one[a + column] * other[b + column];
			}
		}
		return sum;
	}

	private double colours(int x, int y) {
		int light = this.from.sum(x, y, this.wide, this.high)
				- this.to.sum(this.bestX, this.bestY, this.wide, this.high);
		return Math.abs(light) / (double) this.area + colour(this.first.blue(), this.second.blue(), x, y)
				+ colour(this.first.red(), this.second.red(), x, y);
	}

	private double colour(Plane one, Plane other, int x, int y) {
		int width = Math.max(1, this.wide / 2);
		int height = Math.max(1, this.high / 2);
		int difference = one.sum(x / 2, y / 2, width, height)
				- other.sum(this.bestX / 2, this.bestY / 2, width, height);
		return Math.abs(difference) / (double) (width * height);
	}

}

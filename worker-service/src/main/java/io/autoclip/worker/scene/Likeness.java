package io.autoclip.worker.scene;

/**
 * How unlike two pictures are, after what has merely moved or been lit otherwise was put
 * right: block by block, each where in the other picture it fits best.
 *
 * @param structure how unlike what they show is, from 0 to 1
 * @param colour how unlike their light and colours are, from 0 to 1
 * @param detail how much there is to see in the one that shows less: the standard
 * deviation within blocks, of 255
 */
record Likeness(double structure, double colour, double detail) {

	/**
	 * Compares two pictures.
	 * @param from the one
	 * @param to the other
	 * @return how unlike they are
	 */
	static Likeness of(Picture from, Picture to) {
		Blocks blocks = new Blocks(from, to);
		return blocks.compare(Move.between(from, to));
	}

	/**
	 * How unlike they are in all. Where there is something to see, that counts; light and
	 * colour count where there is not, since they change with every lamp.
	 */
	double unlikeness() {
		double plain = 1 / (1 + this.detail * this.detail / 9);
		return Math.max(this.structure, this.colour * plain);
	}

}

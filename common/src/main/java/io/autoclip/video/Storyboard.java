package io.autoclip.video;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JPEG beside a video that shows what is where in it: tiles in rows, each a frame of
 * its own part. Its numbers stand in its name.
 *
 * @param tiles the numbers
 * @param file the object
 */
public record Storyboard(Tiles tiles, StoredFile file) {

	/** The media type of the sheet. */
	public static final String TYPE = "image/jpeg";

	/** Of more digits than any sheet needs, a number does not overflow. */
	private static final Pattern NAME = Pattern.compile(
			"storyboard\\.([1-9]\\d{0,3})x([1-9]\\d{0,3})\\.([1-9]\\d{0,3})\\.([1-9]\\d{0,3})\\.([1-9]\\d{0,9})\\.jpg");

	/**
	 * Finds the storyboard of a video.
	 * @param video the video
	 * @return it, if one lies beside the video
	 */
	public static Optional<Storyboard> of(Video video) {
		return video.others().stream().flatMap((file) -> read(file).stream()).findFirst();
	}

	private static Optional<Storyboard> read(StoredFile file) {
		Matcher name = NAME.matcher(file.name());
		return name.matches() ? Optional.of(new Storyboard(new Tiles(number(name, 1), number(name, 2), number(name, 3),
				number(name, 4), Long.parseLong(name.group(5)) / 1000.0), file)) : Optional.empty();
	}

	private static int number(Matcher name, int group) {
		return Integer.parseInt(name.group(group));
	}

	/**
	 * The numbers of a storyboard.
	 *
	 * @param tileWidth pixels
	 * @param tileHeight pixels
	 * @param columns how many tiles stand in a row
	 * @param count how many tiles there are
	 * @param interval the seconds that each of them is for
	 */
	public record Tiles(int tileWidth, int tileHeight, int columns, int count, double interval) {

		/**
		 * Makes the name of the sheet.
		 * @return {@code storyboard.<width>x<height>.<columns>.<count>.<milliseconds>.jpg}
		 */
		public String name() {
			return "storyboard." + this.tileWidth + "x" + this.tileHeight + "." + this.columns + "." + this.count + "."
					+ Math.round(this.interval * 1000) + ".jpg";
		}

	}

}

package io.autoclip.api.video;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.autoclip.video.Storyboard;

/**
 * A storyboard as players read it: WebVTT, whose cues name a part of the sheet each
 * (Media Fragments URI 1.0, section 4.2.2).
 *
 * @param tiles the numbers
 * @param duration seconds, if known
 * @param sheet where the sheet is
 */
record StoryboardCues(Storyboard.Tiles tiles, @Nullable Double duration, String sheet) {

	/** The whole file. */
	String text() {
		StringBuilder text = new StringBuilder("WEBVTT\n");
		for (int tile = 0; tile < this.tiles.count(); tile++) {
			text.append('\n').append(time(tile * this.tiles.interval())).append(" --> ").append(time(end(tile)));
			text.append('\n').append(this.sheet).append("#xywh=").append(place(tile)).append('\n');
		}
		return text.toString();
	}

	/** The last part may be a little shorter: a part is whole milliseconds long. */
	private double end(int tile) {
		double end = (tile + 1) * this.tiles.interval();
		double known = (this.duration != null) ? this.duration : end;
		return (known > tile * this.tiles.interval()) ? Math.min(known, end) : end;
	}

	private String place(int tile) {
		int x = tile % this.tiles.columns() * this.tiles.tileWidth();
		int y = tile / this.tiles.columns() * this.tiles.tileHeight();
		return x + "," + y + "," + this.tiles.tileWidth() + "," + this.tiles.tileHeight();
	}

	private static String time(double seconds) {
		long millis = Math.round(seconds * 1000);
		return String.format(Locale.ROOT, "%02d:%02d:%02d.%03d", millis / 3_600_000, millis / 60_000 % 60,
				millis / 1000 % 60, millis % 1000);
	}

}

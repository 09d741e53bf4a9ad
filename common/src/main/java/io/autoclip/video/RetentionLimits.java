package io.autoclip.video;

import java.time.Duration;

/**
 * How much of the library is kept, pinned videos included. What is 0 is no limit.
 *
 * @param age how long after its publication a video is deleted
 * @param videos how many videos there may be
 * @param bytes how large they may be together, with all that is stored beside them
 */
public record RetentionLimits(Duration age, long videos, long bytes) {

	boolean areNone() {
		return this.age.isZero() && this.videos == 0 && this.bytes == 0;
	}

}

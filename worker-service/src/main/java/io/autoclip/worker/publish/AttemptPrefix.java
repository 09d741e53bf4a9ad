package io.autoclip.worker.publish;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.autoclip.task.AttemptId;
import io.autoclip.video.VideoId;

/**
 * Where an attempt's objects lie in the bucket: {@code videos/<video>/<task>.<attempt>/}.
 *
 * @param video the video that the attempt makes
 * @param attempt the attempt
 */
public record AttemptPrefix(VideoId video, AttemptId attempt) {

	/** How the keys of all attempts begin. */
	public static final String ALL = "videos/";

	private static final String ID = "[0-9a-hjkmnp-tv-z]{26}";

	private static final Pattern KEY = Pattern.compile(ALL + "(" + ID + ")/(" + ID + "\\.[1-9]\\d{0,8})/.+");

	/**
	 * Tells which attempt has written an object.
	 * @param key the object's key
	 * @return the attempt's prefix; empty if the key has another shape and so is not ours
	 */
	public static Optional<AttemptPrefix> of(String key) {
		Matcher parts = KEY.matcher(key);
		return parts.matches()
				? Optional.of(new AttemptPrefix(new VideoId(parts.group(1)), AttemptId.of(parts.group(2))))
				: Optional.empty();
	}

	@Override
	public String toString() {
		return ALL + this.video + "/" + this.attempt + "/";
	}

}

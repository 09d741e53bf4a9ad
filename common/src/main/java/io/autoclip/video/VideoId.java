package io.autoclip.video;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.autoclip.id.RandomId;

/**
 * The opaque, unguessable name of a video: 26 characters of lower-case base 32.
 *
 * @param value the name
 */
public record VideoId(@JsonValue String value) {

	/**
	 * Takes a name.
	 * @throws IllegalArgumentException if the value is no such name
	 */
	@JsonCreator
	public VideoId {
		RandomId.check(value);
	}

	/**
	 * Draws a new name.
	 * @return a name that no video has
	 */
	public static VideoId random() {
		return new VideoId(RandomId.next());
	}

	@Override
	public String toString() {
		return this.value;
	}

}

package io.autoclip.clip;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.autoclip.id.RandomId;

/**
 * The opaque, unguessable name of a clip: 26 characters of lower-case base 32.
 *
 * @param value the name
 */
public record ClipId(@JsonValue String value) {

	/**
	 * Takes a name.
	 * @throws IllegalArgumentException if the value is no such name
	 */
	@JsonCreator
	public ClipId {
		RandomId.check(value);
	}

	/**
	 * Draws a new name.
	 * @return a name that no clip has
	 */
	public static ClipId random() {
		return new ClipId(RandomId.next());
	}

	@Override
	public String toString() {
		return this.value;
	}

}

package io.autoclip.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.autoclip.id.RandomId;

/**
 * The opaque, unguessable name of a task: 26 characters of lower-case base 32.
 *
 * @param value the name
 */
public record TaskId(@JsonValue String value) {

	/**
	 * Takes a name.
	 * @throws IllegalArgumentException if the value is no such name
	 */
	@JsonCreator
	public TaskId {
		RandomId.check(value);
	}

	/**
	 * Draws a new name.
	 * @return a name that no task has
	 */
	public static TaskId random() {
		return new TaskId(RandomId.next());
	}

	@Override
	public String toString() {
		return this.value;
	}

}

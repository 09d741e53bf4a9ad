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

	/**
	 * Names the child that is made of an entry: the same for the same entry, so that it
	 * is made once, whoever has begun with the list and died.
	 * @param link the entry's link
	 * @return the child's name, which cannot be guessed without this one
	 */
	TaskId child(SourceUrl link) {
		return new TaskId(RandomId.of(this.value + "\n" + link.value()));
	}

	/**
	 * Names the task that splits what this one downloads: always the same.
	 * @return its name, which cannot be guessed without this one
	 */
	public TaskId clipping() {
		return new TaskId(RandomId.of(this.value + "\nclips"));
	}

	@Override
	public String toString() {
		return this.value;
	}

}

package io.autoclip.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.autoclip.id.RandomId;

/**
 * The name of one worker process: a new one at each start, so that a worker never takes
 * another's lease for its own.
 *
 * @param value the name
 */
public record WorkerId(@JsonValue String value) {

	/**
	 * Takes a name.
	 * @throws IllegalArgumentException if the value is no such name
	 */
	@JsonCreator
	public WorkerId {
		RandomId.check(value);
	}

	/**
	 * Draws a new name.
	 * @return a name that no worker has
	 */
	public static WorkerId random() {
		return new WorkerId(RandomId.next());
	}

	@Override
	public String toString() {
		return this.value;
	}

}

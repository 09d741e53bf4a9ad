package io.autoclip.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import tools.jackson.core.JacksonException;

import io.autoclip.json.StoredJson;
import io.autoclip.task.Admission;
import io.autoclip.task.TaskId;

/**
 * The one message: this task may run now. It may be lost, doubled or late without harm,
 * because the record in Redis decides.
 *
 * @param version the version of the message
 * @param task the task
 * @param admission the number of its admission, from 1
 */
public record TaskAdmitted(int version, TaskId task, long admission) {

	private static final int VERSION = 1;

	/**
	 * Takes a message.
	 * @throws NullPointerException if it names no task
	 */
	public TaskAdmitted {
		Objects.requireNonNull(task);
	}

	static TaskAdmitted of(Admission admission) {
		return new TaskAdmitted(VERSION, admission.task(), admission.number());
	}

	/**
	 * Reads a message.
	 * @param body the raw body
	 * @return the message
	 * @throws UnreadableMessageException if it is not a message that this AutoClip knows
	 */
	public static TaskAdmitted read(byte[] body) {
		try {
			TaskAdmitted message = StoredJson.read(new String(body, StandardCharsets.UTF_8), TaskAdmitted.class);
			if (message.version != VERSION) {
				throw new UnreadableMessageException("The message has version " + message.version, null);
			}
			if (message.admission < 1) {
				throw new UnreadableMessageException("The message names no admission", null);
			}
			return message;
		}
		catch (JacksonException | IllegalArgumentException ex) {
			throw new UnreadableMessageException("The message is not one of ours", ex);
		}
	}

	byte[] write() {
		return StoredJson.write(this).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Returns the admission that the message tells of.
	 * @return the admission
	 */
	public Admission toAdmission() {
		return new Admission(this.task, this.admission);
	}

}

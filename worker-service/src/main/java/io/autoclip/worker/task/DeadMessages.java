package io.autoclip.worker.task;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.Message;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.autoclip.messaging.DeadLetters;
import io.autoclip.messaging.TaskAdmitted;
import io.autoclip.messaging.UnreadableMessageException;
import io.autoclip.task.NewerSchemaException;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskRepository;

/**
 * Empties the queue into which the broker puts what it has given up on. A message of a
 * task that is there is dropped: the task's admission comes back by itself. All others
 * become dead letters.
 */
@Component
class DeadMessages {

	private static final Log logger = LogFactory.getLog(DeadMessages.class);

	private final TaskRepository tasks;

	private final DeadLetters deadLetters;

	DeadMessages(TaskRepository tasks, DeadLetters deadLetters) {
		this.tasks = tasks;
		this.deadLetters = deadLetters;
	}

	/**
	 * Handles a message.
	 * @return whether it is settled; it is not while Redis is away
	 */
	boolean handle(Message message) {
		try {
			String reason = reason(message.getBody());
			if (reason != null) {
				logger.warn("A message that the broker gave up on is now a dead letter: " + reason);
				this.deadLetters.add(message.getBody(), "The broker gave up on it. " + reason);
			}
			return true;
		}
		catch (DataAccessException ex) {
			logger.warn("Redis is away: a message of the dead queue stays there", ex);
			return false;
		}
	}

	/** Why the message is a dead letter, if it is. */
	private @Nullable String reason(byte[] body) {
		try {
			TaskId task = TaskAdmitted.read(body).task();
			return isThere(task) ? null : "There is no task " + task;
		}
		catch (UnreadableMessageException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	private boolean isThere(TaskId task) {
		try {
			return this.tasks.find(task).isPresent();
		}
		catch (NewerSchemaException ex) {
			return true;
		}
	}

}

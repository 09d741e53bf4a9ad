package io.autoclip.worker.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.amqp.core.Message;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import io.autoclip.messaging.DeadLetters;
import io.autoclip.messaging.TaskAdmitted;
import io.autoclip.messaging.UnreadableMessageException;
import io.autoclip.task.NewerSchemaException;
import io.autoclip.task.StaleAttemptException;
import io.autoclip.task.UnknownTaskException;

/**
 * Handles the messages that a task may run. None is ever rejected: one that says nothing
 * new is settled and counted, one that nobody can read becomes a dead letter, so that no
 * message ever loops. Only while Redis is away does a message stay unsettled.
 */
@Component
class TaskMessages {

	private static final Log logger = LogFactory.getLog(TaskMessages.class);

	private final TaskRunner runner;

	private final DeadLetters deadLetters;

	private final Counter unreadable;

	private final Counter ignored;

	private final Counter failed;

	TaskMessages(TaskRunner runner, DeadLetters deadLetters, MeterRegistry meters) {
		this.runner = runner;
		this.deadLetters = deadLetters;
		this.unreadable = meters.counter("autoclip.messages.unreadable");
		this.ignored = meters.counter("autoclip.messages.ignored");
		this.failed = meters.counter("autoclip.messages.failed");
	}

	/**
	 * Handles a message, which takes as long as its task.
	 * @return whether it is settled
	 */
	boolean handle(Message message) {
		try {
			run(message);
		}
		catch (UnknownTaskException | StaleAttemptException | NewerSchemaException ex) {
			this.ignored.increment();
			logger.debug("A message was ignored", ex);
		}
		catch (DataAccessException ex) {
			logger.warn("Redis is away: a message goes back to the queue", ex);
			return false;
		}
		catch (RuntimeException ex) {
			// The boundary: an unsettled message would cost this slot for good. The
			// lease, if there is one, runs out.
			this.failed.increment();
			logger.error("A message could not be handled", ex);
		}
		return true;
	}

	private void run(Message message) {
		try {
			this.runner.run(TaskAdmitted.read(message.getBody()).toAdmission());
		}
		catch (UnreadableMessageException ex) {
			this.deadLetters.add(message.getBody(), reason(ex));
			this.unreadable.increment();
			logger.warn("A message is now a dead letter: " + ex.getMessage());
		}
	}

	private static String reason(UnreadableMessageException cause) {
		return String.valueOf(cause.getMessage());
	}

}

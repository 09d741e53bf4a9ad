package io.autoclip.messaging;

/**
 * The queues. Both are plain and durable on every broker; what RabbitMQ is to do besides
 * (quorum, limits, where rejected messages go) is said by its policies.
 */
public final class QueueNames {

	/** Tasks that may run now. */
	public static final String TASKS = "autoclip.tasks";

	/** Where the broker puts messages that it gave up on. */
	public static final String DEAD = "autoclip.tasks.dead";

	private QueueNames() {
	}

}

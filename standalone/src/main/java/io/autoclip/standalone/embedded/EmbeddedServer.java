package io.autoclip.standalone.embedded;

import java.io.IOException;

/**
 * A server that may be started and closed many times over. It keeps its data, its port
 * and its passwords, so that a client that lost it finds it again.
 */
sealed interface EmbeddedServer extends AutoCloseable permits EmbeddedRedis, EmbeddedBroker, EmbeddedObjectStorage {

	/**
	 * Starts the server; returns once it answers.
	 * @throws IOException if it does not come up
	 */
	void start() throws IOException;

	/** Stops the server if it runs; its data are on disk afterwards. */
	@Override
	void close();

}

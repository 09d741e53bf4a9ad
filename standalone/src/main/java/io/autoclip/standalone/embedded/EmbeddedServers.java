package io.autoclip.standalone.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

/**
 * All that AutoClip needs around itself, below one data directory that one process at a
 * time may use.
 */
public final class EmbeddedServers implements AutoCloseable {

	private final Path data;

	private final EmbeddedRedis redis;

	private final EmbeddedBroker broker;

	private final EmbeddedObjectStorage objectStorage;

	private @Nullable DataLock lock;

	/**
	 * Describes the servers; {@link #start} starts them.
	 * @param data where they keep their data, a subdirectory each
	 * @param storagePort the port of the links that browsers open; if it is taken,
	 * another; 0 for any
	 */
	public EmbeddedServers(Path data, int storagePort) {
		this.data = data;
		this.redis = new EmbeddedRedis(data.resolve("redis"));
		this.broker = new EmbeddedBroker(data.resolve("broker"));
		this.objectStorage = new EmbeddedObjectStorage(data.resolve("storage"), storagePort);
	}

	/**
	 * Starts all of them at once; returns when all answer.
	 * @throws DataInUseException if another process works on the same data
	 * @throws IOException if one of them does not come up; none runs then
	 */
	public void start() throws IOException {
		this.lock = DataLock.on(this.data);
		try {
			CompletableFuture
				.allOf(all().stream().map(EmbeddedServers::startOnThread).toArray(CompletableFuture<?>[]::new))
				.join();
		}
		catch (CompletionException ex) {
			close();
			if (ex.getCause() instanceof UncheckedIOException failure) {
				throw failure.getCause();
			}
			throw ex;
		}
	}

	public EmbeddedRedis redis() {
		return this.redis;
	}

	public EmbeddedBroker broker() {
		return this.broker;
	}

	public EmbeddedObjectStorage objectStorage() {
		return this.objectStorage;
	}

	@Override
	public void close() throws IOException {
		if (this.lock == null) {
			return;
		}
		for (EmbeddedServer server : all()) {
			server.close();
		}
		this.lock.close();
		this.lock = null;
	}

	private List<EmbeddedServer> all() {
		return List.of(this.broker, this.objectStorage, this.redis);
	}

	private static CompletableFuture<Void> startOnThread(EmbeddedServer server) {
		return CompletableFuture.runAsync(() -> start(server), task -> Thread.ofPlatform().start(task));
	}

	private static void start(EmbeddedServer server) {
		try {
			server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

package io.autoclip.api.store;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import redis.embedded.RedisServer;

import org.springframework.util.FileSystemUtils;

/**
 * A Redis of a test's own, as durable as AutoClip asks for, that can be stopped and
 * started again.
 */
public final class DurableRedis implements AutoCloseable {

	private final Path data = Files.createTempDirectory("autoclip-redis");

	private final int port = freePort();

	private final RedisServer server = RedisServer.builder()
		.port(this.port)
		.setting("bind 127.0.0.1")
		.setting("dir " + this.data)
		.setting("save \"\"")
		.setting("appendonly yes")
		.setting("appendfsync always")
		.setting("maxmemory-policy noeviction")
		.build();

	public DurableRedis() throws IOException {
		start();
	}

	private static int freePort() throws IOException {
		try (ServerSocket probe = new ServerSocket(0)) {
			return probe.getLocalPort();
		}
	}

	public int port() {
		return this.port;
	}

	public void start() throws IOException {
		this.server.start();
	}

	public void stop() throws IOException {
		this.server.stop();
	}

	@Override
	public void close() throws IOException {
		stop();
		FileSystemUtils.deleteRecursively(this.data);
	}

}

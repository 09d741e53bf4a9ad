package io.autoclip.standalone.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A real Redis as a child process. Every write is on disk before it is answered
 * ({@code appendfsync always}) and none is evicted: its records are the truth.
 */
public final class EmbeddedRedis implements EmbeddedServer {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Path directory;

	private final String password = Secret.random();

	private int port;

	private @Nullable ChildProcess process;

	/**
	 * Describes a server; {@link #start} starts it.
	 * @param directory where it keeps its data
	 */
	public EmbeddedRedis(Path directory) {
		this.directory = directory;
	}

	@Override
	public void start() throws IOException {
		Files.createDirectories(this.directory);
		this.port = Loopback.freePort(this.port);
		Path executable = RedisBinary.unpackInto(this.directory);
		// The configuration goes in by standard input: a command line would show the
		// password to every user of the machine.
		this.process = ChildProcess.start(List.of(executable.toString(), "-"), this.directory, "redis",
				configuration());
		awaitReady(this.process);
	}

	/**
	 * Tells where it listens.
	 * @return the address; the same after every start as long as its port is free
	 */
	public RedisAddress address() {
		return new RedisAddress(Loopback.HOST, this.port, this.password);
	}

	@Override
	public void close() {
		if (this.process != null) {
			this.process.close();
			this.process = null;
		}
	}

	private String configuration() {
		return """
				bind %s
				port %d
				requirepass %s
				appendonly yes
				appendfsync always
				maxmemory-policy noeviction
				save ""
				""".formatted(Loopback.HOST, this.port, this.password);
	}

	private void awaitReady(ChildProcess process) throws IOException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!answers()) {
			if (!process.isAlive() || System.nanoTime() > deadline) {
				close();
				throw new IOException("Redis did not start; see " + this.directory.resolve("redis.log"));
			}
			pause();
		}
	}

	/** Redis answers -LOADING instead of +PONG while it reads its data. */
	private boolean answers() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(1000);
			String commands = "AUTH " + this.password + "\r\nPING\r\n";
			socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
			String expected = "+OK\r\n+PONG\r\n";
			byte[] answer = socket.getInputStream().readNBytes(expected.length());
			return new String(answer, StandardCharsets.US_ASCII).equals(expected);
		}
		catch (IOException notYet) {
			return false;
		}
	}

	private static void pause() throws IOException {
		try {
			Thread.sleep(10);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while Redis starts", ex);
		}
	}

}

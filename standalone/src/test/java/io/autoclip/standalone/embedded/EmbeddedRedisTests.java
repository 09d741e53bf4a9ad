package io.autoclip.standalone.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

class EmbeddedRedisTests {

	@TempDir
	Path directory;

	@Test
	void startWhenStartedBeforeKeepsRecordsAndAddress() throws IOException {
		try (EmbeddedRedis redis = new EmbeddedRedis(this.directory)) {
			redis.start();
			RedisAddress first = redis.address();
			ask(first, (commands) -> commands.set("key", "value"));
			redis.close();
			assertThatExceptionOfType(RedisException.class).isThrownBy(() -> ask(first, RedisCommands::ping));
			redis.start();
			assertThat(redis.address()).isEqualTo(first);
			assertThat(ask(first, (commands) -> commands.get("key"))).isEqualTo("value");
		}
	}

	@Test
	void startSyncsEveryWriteAndEvictsNothing() throws IOException {
		try (EmbeddedRedis redis = new EmbeddedRedis(this.directory)) {
			redis.start();
			assertThat(ask(redis.address(), (commands) -> commands.configGet("append*"))).contains("appendonly=yes",
					"appendfsync=always");
			assertThat(ask(redis.address(), (commands) -> commands.configGet("maxmemory-policy")))
				.contains("noeviction");
		}
	}

	@Test
	void connectWhenPasswordIsWrongIsRefused() throws IOException {
		try (EmbeddedRedis redis = new EmbeddedRedis(this.directory)) {
			redis.start();
			RedisAddress guessed = new RedisAddress(Loopback.HOST, redis.address().port(), "guessed");
			assertThatExceptionOfType(RedisException.class).isThrownBy(() -> ask(guessed, RedisCommands::ping));
		}
	}

	@Test
	void startWhenDataCannotBeReadFails() throws IOException {
		Files.writeString(this.directory.resolve("appendonlydir"), "a file where Redis wants a directory");
		try (EmbeddedRedis redis = new EmbeddedRedis(this.directory)) {
			assertThatIOException().isThrownBy(redis::start).withMessageContaining("redis.log");
		}
	}

	@Test
	void redisWhenItsJvmIsKilledEnds() throws IOException {
		Process jvm = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), RedisOwner.class.getName(), this.directory.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (BufferedReader output = jvm.inputReader()) {
			long pid = Long.parseLong(output.readLine());
			assertThat(ProcessHandle.of(pid)).hasValueSatisfying(ProcessHandle::isAlive);
			jvm.destroyForcibly();
			await().atMost(Duration.ofSeconds(10)).until(() -> ProcessHandle.of(pid).isEmpty());
		}
		finally {
			jvm.destroyForcibly();
		}
	}

	private static String ask(RedisAddress address, Function<RedisCommands<String, String>, Object> question) {
		RedisURI uri = RedisURI.builder()
			.withHost(address.host())
			.withPort(address.port())
			.withPassword(address.password().toCharArray())
			.build();
		try (RedisClient client = RedisClient.create(uri)) {
			return String.valueOf(question.apply(client.connect().sync()));
		}
	}

	/** A JVM that owns a Redis: prints Redis' process id and waits to be killed. */
	static final class RedisOwner {

		private RedisOwner() {
		}

		public static void main(String[] args) throws Exception {
			new EmbeddedRedis(Path.of(args[0])).start();
			long pid = ProcessHandle.current().children().findFirst().orElseThrow().pid();
			System.out.append(pid + "\n").flush();
			Thread.sleep(Duration.ofMinutes(1).toMillis());
		}

	}

}

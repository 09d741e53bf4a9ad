package io.autoclip.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

import io.autoclip.library.LibraryScript;

/**
 * One step of the store: a Lua script that lies beside its caller, run atomically by
 * Redis with the shared functions of {@code store-lib.lua} in front, and those that
 * change the indexes of the library.
 *
 * @param <T> what the script answers: {@code Long} or {@code List}
 */
public final class StoreScript<T> {

	/** All keys share one hash tag, so that a cluster keeps them in one slot. */
	private static final List<String> KEYS = List.of("{autoclip}:settings");

	private final RedisScript<T> script;

	private StoreScript(RedisScript<T> script) {
		this.script = script;
	}

	/**
	 * Loads a script that answers a list.
	 * @param caller the class that the script lies beside
	 * @param name the file's name
	 * @return the script
	 */
	@SuppressWarnings("unchecked")
	public static StoreScript<List<Object>> answeringList(Class<?> caller, String name) {
		return new StoreScript<>((RedisScript<List<Object>>) (RedisScript<?>) load(caller, name, List.class));
	}

	/**
	 * Loads a script that answers a number.
	 * @param caller the class that the script lies beside
	 * @param name the file's name
	 * @return the script
	 */
	public static StoreScript<Long> answeringNumber(Class<?> caller, String name) {
		return new StoreScript<>(load(caller, name, Long.class));
	}

	private static <R> RedisScript<R> load(Class<?> caller, String name, Class<R> answer) {
		return new DefaultRedisScript<>(
				read(StoreScript.class, "store-lib.lua") + LibraryScript.shared() + read(caller, name), answer);
	}

	private static String read(Class<?> caller, String name) {
		try {
			return new ClassPathResource(name, caller).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Runs the script.
	 * @param redis the connection
	 * @param arguments its arguments, as text
	 * @return its answer
	 */
	public T run(StringRedisTemplate redis, Object... arguments) {
		T answer = redis.execute(this.script, KEYS, arguments);
		if (answer == null) {
			throw new IllegalStateException("A script must answer outside of a transaction");
		}
		return answer;
	}

}

package io.autoclip.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Loads Lua scripts that change or read the indexes of the library: each has the shared
 * functions of {@code library-lib.lua} in front.
 */
public final class LibraryScript {

	private static final String SHARED = read(LibraryScript.class, "library-lib.lua");

	private LibraryScript() {
	}

	/**
	 * Loads a script.
	 * @param <T> what it answers
	 * @param caller the class that the script lies beside
	 * @param name the file's name
	 * @param answer what it answers: {@code Long}, {@code String} or {@code List}
	 * @return the script
	 */
	public static <T> RedisScript<T> load(Class<?> caller, String name, Class<T> answer) {
		return new DefaultRedisScript<>(SHARED + read(caller, name), answer);
	}

	/**
	 * Returns the functions that a script needs that changes an index.
	 * @return Lua to put in front of it
	 */
	public static String shared() {
		return SHARED;
	}

	private static String read(Class<?> caller, String name) {
		try {
			return new ClassPathResource(name, caller).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

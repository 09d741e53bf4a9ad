package io.autoclip.standalone.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

import redis.embedded.RedisExecProvider;

/**
 * The static Redis binary that {@code org.signal:embedded-redis} carries. The library's
 * own way to unpack it leaves 6 MB in the temporary directory when the JVM is killed.
 */
final class RedisBinary {

	private RedisBinary() {
	}

	/**
	 * Unpacks the binary for this machine, unless it is there.
	 * @param directory where to
	 * @return the executable file
	 * @throws IOException if the library has no binary for this machine or it cannot be
	 * written
	 */
	static Path unpackInto(Path directory) throws IOException {
		String name = "redis-server-%s-linux-%s".formatted(RedisExecProvider.redisVersion, architecture());
		Path executable = directory.resolve(name);
		if (!Files.isExecutable(executable)) {
			unpack(name, executable);
		}
		return executable.toAbsolutePath();
	}

	private static void unpack(String name, Path executable) throws IOException {
		Path partial = executable.resolveSibling(name + ".part");
		try (InputStream binary = RedisExecProvider.class.getResourceAsStream("/" + name)) {
			if (binary == null) {
				throw new FileNotFoundException("No Redis for this machine: " + name);
			}
			Files.copy(binary, partial, StandardCopyOption.REPLACE_EXISTING);
		}
		Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
		Files.move(partial, executable, StandardCopyOption.ATOMIC_MOVE);
	}

	private static String architecture() {
		String architecture = System.getProperty("os.arch");
		return architecture.equals("aarch64") ? "arm64" : architecture;
	}

}

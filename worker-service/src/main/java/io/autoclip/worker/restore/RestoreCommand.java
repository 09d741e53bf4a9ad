package io.autoclip.worker.restore;

import java.io.UncheckedIOException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import io.autoclip.storage.ObjectStorageException;

/**
 * The boundary to the person at the terminal: options in, a summary and an exit code out.
 */
class RestoreCommand implements ApplicationRunner, ExitCodeGenerator {

	private static final Log logger = LogFactory.getLog(RestoreCommand.class);

	private final RedisConnectionFactory redis;

	private final LibraryRestore restore;

	private int exitCode;

	RestoreCommand(RedisConnectionFactory redis, LibraryRestore restore) {
		this.redis = redis;
		this.restore = restore;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		try {
			ping();
			logger.info(this.restore.run(arguments.containsOption("verify")));
		}
		catch (DataAccessException ex) {
			fail("Redis is away or refuses", ex);
		}
		catch (ObjectStorageException | UncheckedIOException ex) {
			fail("The object storage is away or refuses", ex);
		}
	}

	/** Asked first: a large bucket takes its time. */
	private void ping() {
		try (RedisConnection connection = this.redis.getConnection()) {
			connection.ping();
		}
	}

	private void fail(String what, Exception ex) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
		logger.error(what + ": " + ex.getMessage() + " (" + cause.getMessage() + ")");
		this.exitCode = 1;
	}

	@Override
	public int getExitCode() {
		return this.exitCode;
	}

}

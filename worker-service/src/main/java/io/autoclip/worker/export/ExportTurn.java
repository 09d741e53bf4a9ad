package io.autoclip.worker.export;

import java.time.Duration;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

import io.autoclip.id.RandomId;

/**
 * The right to export, which one worker has at a time. It ends by itself when it is not
 * renewed, and whoever has lost it neither renews nor ends that of another.
 */
class ExportTurn {

	static final String LOCK = "{autoclip}:exporter";

	private static final Log logger = LogFactory.getLog(ExportTurn.class);

	private static final Duration TURN = Duration.ofMinutes(1);

	private static final RedisScript<Boolean> RENEW = RedisScript.of("""
			if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
			return redis.call('PEXPIRE', KEYS[1], ARGV[2])""", Boolean.class);

	private static final RedisScript<Boolean> END = RedisScript.of("""
			if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
			return redis.call('DEL', KEYS[1])""", Boolean.class);

	private final StringRedisTemplate redis;

	private final long pauseNanos;

	private String token = "";

	private long renewedAt;

	/**
	 * Makes a turn that has not begun.
	 * @param redis where it is noted
	 * @param pause how long a turn is taken for ours without a look, shorter than it is
	 */
	ExportTurn(StringRedisTemplate redis, Duration pause) {
		this.redis = redis;
		this.pauseNanos = pause.toNanos();
	}

	/**
	 * Begins a turn.
	 * @return whether nobody else has it
	 */
	boolean begin() {
		this.token = RandomId.next();
		this.renewedAt = System.nanoTime();
		return Boolean.TRUE.equals(this.redis.opsForValue().setIfAbsent(LOCK, this.token, TURN));
	}

	/**
	 * Renews the turn, now and then: a large file takes longer than one.
	 * @throws LostException if it has ended
	 */
	void renew() {
		if (System.nanoTime() - this.renewedAt <= this.pauseNanos) {
			return;
		}
		long now = System.nanoTime();
		if (!Boolean.TRUE
			.equals(this.redis.execute(RENEW, List.of(LOCK), this.token, String.valueOf(TURN.toMillis())))) {
			throw new LostException();
		}
		this.renewedAt = now;
	}

	/** Ends the turn, if it is still ours. */
	void end() {
		try {
			this.redis.execute(END, List.of(LOCK), this.token);
		}
		catch (DataAccessException ex) {
			logger.debug("The turn ends by itself", ex);
		}
	}

	/** The turn has ended, and may be another's. */
	static final class LostException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private LostException() {
			super("The turn to export has ended");
		}

	}

}

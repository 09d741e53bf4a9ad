package io.autoclip.api.limit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeoutException;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Token buckets in Redis, on the connection that everything else uses. A bucket that is
 * full again is forgotten. The time is the replicas' own, since bucket4j reckons it
 * before it asks Redis: clocks that differ make a limit as much too wide or too narrow.
 */
@Component
public class RedisBuckets {

	private static final Log logger = LogFactory.getLog(RedisBuckets.class);

	private static final String PREFIX = "{autoclip}:";

	/** Before the request itself waits for Redis, which it does for longer. */
	private static final Duration PATIENCE = Duration.ofMillis(250);

	/** How long nobody asks once Redis did not answer: one request waits, not each. */
	private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

	private static final ExpirationAfterWriteStrategy UNTIL_FULL = ExpirationAfterWriteStrategy
		.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10));

	private final RedisConnectionFactory redis;

	private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

	private volatile @Nullable ProxyManager<byte[]> buckets;

	RedisBuckets(RedisConnectionFactory redis) {
		this.redis = redis;
	}

	/**
	 * Finds or makes a bucket. Redis is not asked.
	 * @param key the key without the prefix that all keys have
	 * @param limit how many tokens it holds, and how it is filled
	 * @param optimization how exact it is
	 * @return the bucket; empty if Redis was not reached yet
	 */
	public Optional<BucketProxy> bucket(String key, BucketConfiguration limit, Optimization optimization) {
		byte[] name = (PREFIX + key).getBytes(StandardCharsets.UTF_8);
		return whileRedisAnswers(
				(buckets) -> buckets.builder().withOptimization(optimization).build(name, () -> limit));
	}

	/**
	 * Asks a bucket.
	 * @param <T> the answer
	 * @param bucket the bucket
	 * @param question what to ask
	 * @return the answer; empty if Redis does not answer in a quarter of a second, or did
	 * not within the last second
	 */
	public <T> Optional<T> ask(BucketProxy bucket, Function<BucketProxy, T> question) {
		return whileRedisAnswers((buckets) -> question.apply(bucket));
	}

	private <T> Optional<T> whileRedisAnswers(Function<ProxyManager<byte[]>, T> question) {
		if (System.nanoTime() - this.notBefore.get() < 0) {
			return Optional.empty();
		}
		try {
			return Optional.of(question.apply(connected()));
		}
		catch (RedisException | DataAccessException | TimeoutException ex) {
			this.notBefore.set(System.nanoTime() + PAUSE_NANOS);
			logger.debug("Redis does not count now", ex);
			return Optional.empty();
		}
	}

	private ProxyManager<byte[]> connected() {
		ProxyManager<byte[]> known = this.buckets;
		if (known != null) {
			return known;
		}
		try (RedisConnection connection = this.redis.getConnection()) {
			ProxyManager<byte[]> made = manager(connection.getNativeConnection());
			this.buckets = made;
			return made;
		}
	}

	@SuppressWarnings("unchecked") // Spring Data's own connection has keys and values of
									// bytes
	private static ProxyManager<byte[]> manager(Object connection) {
		return Bucket4jLettuce.casBasedBuilder((RedisAsyncCommands<byte[], byte[]>) connection)
			.requestTimeout(PATIENCE)
			.expirationAfterWrite(UNTIL_FULL)
			.build();
	}

}

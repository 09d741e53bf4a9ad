package io.autoclip.api.door;

import java.time.Duration;
import java.util.Optional;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;

import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

import io.autoclip.api.limit.ClientKey;
import io.autoclip.api.limit.RedisBuckets;

/**
 * Slows whoever guesses: a client may be wrong ten times, and then once in half a minute.
 * Wrong tokens are counted in Redis for all replicas together. Who has to wait is
 * remembered here, so that a right token costs no question; a guesser who goes to another
 * replica has one guess there before it knows, too. While Redis is away one wrong token
 * closes the door to the client for some seconds, and it stays open to those who have the
 * right one.
 */
@Component
@Conditional(LockedDoor.class)
class WrongTokens {

	private static final int AT_ONCE = 10;

	private static final Duration EACH = Duration.ofSeconds(30);

	private static final Duration WHILE_REDIS_IS_AWAY = Duration.ofSeconds(5);

	private static final int REMEMBERED = 100_000;

	private static final BucketConfiguration LIMIT = BucketConfiguration.builder()
		.addLimit(Bandwidth.builder().capacity(AT_ONCE).refillGreedy(1, EACH).build())
		.build();

	private final RedisBuckets redis;

	/** Until when each must wait, by the monotonic clock. */
	private final Cache<ClientKey, Long> waiting = CacheBuilder.newBuilder()
		.maximumSize(REMEMBERED)
		.expireAfterWrite(EACH)
		.build();

	WrongTokens(RedisBuckets redis) {
		this.redis = redis;
	}

	/**
	 * Refuses a client that has to wait.
	 * @param client who comes
	 * @throws MustWaitException if so
	 */
	void refuseWhoMustWait(ClientKey client) {
		Long until = this.waiting.getIfPresent(client);
		long left = (until != null) ? until - System.nanoTime() : 0;
		if (left > 0) {
			throw new MustWaitException(Duration.ofNanos(left));
		}
	}

	/**
	 * Counts a wrong token.
	 * @param client who came with it
	 * @throws MustWaitException if it was one too many
	 */
	void count(ClientKey client) {
		Optional<ConsumptionProbe> counted = this.redis
			.bucket("door:" + client.text(), LIMIT, Optimization.NONE_OPTIMIZED)
			.flatMap((bucket) -> this.redis.ask(bucket, (asked) -> asked.tryConsumeAndReturnRemaining(1)));
		if (counted.isEmpty()) {
			close(client, WHILE_REDIS_IS_AWAY);
		}
		else if (!counted.get().isConsumed()) {
			close(client, Duration.ofNanos(counted.get().getNanosToWaitForRefill()));
		}
	}

	private void close(ClientKey client, Duration wait) {
		this.waiting.put(client, System.nanoTime() + wait.toNanos());
		throw new MustWaitException(wait);
	}

}

package io.autoclip.api.limit;

import java.time.Duration;
import java.util.Optional;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;

import org.springframework.stereotype.Component;

/**
 * Counts what each client asks for. A replica tells Redis every quarter of a second, or
 * when a quarter of a second's worth was asked for, and reckons by itself in between: so
 * a client is not held up by Redis' disk at each request, and may get so much more from
 * each further replica.
 */
@Component
class ClientRate {

	/** How many seconds' worth may come at once: a page with all its pictures. */
	static final int BURST_SECONDS = 3;

	private static final int TELLS_PER_SECOND = 4;

	/** Clients that a replica remembers between two tellings. */
	private static final int REMEMBERED = 10_000;

	private final int perSecond;

	private final RedisBuckets redis;

	private final Optimization telling;

	private final Cache<ClientKey, BucketProxy> clients = CacheBuilder.newBuilder()
		.maximumSize(REMEMBERED)
		.expireAfterAccess(Duration.ofMinutes(1))
		.build();

	ClientRate(ClientRateSettings settings, RedisBuckets redis) {
		this.perSecond = settings.clientRate();
		this.redis = redis;
		this.telling = Optimizations.delaying(new DelayParameters(Math.max(1, this.perSecond / TELLS_PER_SECOND),
				Duration.ofMillis(1000 / TELLS_PER_SECOND)));
	}

	boolean isLimited() {
		return this.perSecond > 0;
	}

	int burst() {
		return this.perSecond * BURST_SECONDS;
	}

	/**
	 * Counts a request.
	 * @param client who asks
	 * @return whether it is within the limit; empty if Redis does not count now
	 */
	Optional<ConsumptionProbe> count(ClientKey client) {
		BucketProxy known = this.clients.getIfPresent(client);
		return Optional.ofNullable(known)
			.or(() -> begin(client))
			.flatMap((bucket) -> this.redis.ask(bucket, (asked) -> asked.tryConsumeAndReturnRemaining(1)));
	}

	private Optional<BucketProxy> begin(ClientKey client) {
		return this.redis.bucket("rate:" + client.text(), limit(), this.telling)
			.map((made) -> this.clients.asMap().computeIfAbsent(client, (same) -> made));
	}

	private BucketConfiguration limit() {
		Bandwidth limit = Bandwidth.builder()
			.capacity(burst())
			.refillGreedy(this.perSecond, Duration.ofSeconds(1))
			.build();
		return BucketConfiguration.builder().addLimit(limit).build();
	}

}

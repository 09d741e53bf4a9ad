package io.autoclip.api.store;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;

import com.google.common.base.Suppliers;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Tells whether Redis answers and keeps what it is told: a task that was answered with
 * 202 must survive a power cut. Where Redis does not tell its settings (managed ones
 * forbid CONFIG), that is said, and it is trusted.
 */
@Component("store")
class StoreHealth implements HealthIndicator {

	private static final Map<String, String> DURABLE = Map.of("appendonly", "yes", "appendfsync", "always",
			"maxmemory-policy", "noeviction");

	/** Anybody may ask, as often as he likes: Redis is not asked each time. */
	private static final Duration VALIDITY = Duration.ofSeconds(1);

	private final RedisConnectionFactory redis;

	private final Supplier<Health> last = Suppliers.memoizeWithExpiration(this::look, VALIDITY);

	StoreHealth(RedisConnectionFactory redis) {
		this.redis = redis;
	}

	@Override
	public Health health() {
		return this.last.get();
	}

	private Health look() {
		try (RedisConnection connection = this.redis.getConnection()) {
			connection.ping();
			return durability(connection);
		}
		catch (DataAccessException ex) {
			return Health.down().withDetail("redis", "away").build();
		}
	}

	private static Health durability(RedisConnection connection) {
		Map<String, String> wrong;
		try {
			wrong = wrongSettings(connection);
		}
		catch (DataAccessException ex) {
			return Health.up().withDetail("durability", "unknown: Redis does not tell its settings").build();
		}
		if (wrong.isEmpty()) {
			return Health.up().withDetail("durability", "every write is on disk before it is answered").build();
		}
		return Health.down().withDetail("durability", "tasks may be lost: " + wrong).build();
	}

	private static Map<String, String> wrongSettings(RedisConnection connection) {
		Map<String, String> wrong = new TreeMap<>();
		DURABLE.forEach((name, value) -> {
			Properties found = connection.serverCommands().getConfig(name);
			String actual = (found != null) ? found.getProperty(name) : null;
			if (actual != null && !actual.equals(value)) {
				wrong.put(name, actual + " instead of " + value);
			}
		});
		return wrong;
	}

}

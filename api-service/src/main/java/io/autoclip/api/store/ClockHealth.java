package io.autoclip.api.store;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import io.autoclip.storage.StorageClock;

/**
 * Tells whether this machine's clock agrees with the storage's. It is never a reason to
 * be down: only links to files need the clock, everything else goes by that of Redis.
 */
@Component("clock")
class ClockHealth implements HealthIndicator {

	private final StorageClock clock;

	ClockHealth(StorageClock clock) {
		this.clock = clock;
	}

	@Override
	public Health health() {
		return Health.up()
			.withDetail("right", !this.clock.isOff())
			.withDetail("seconds_ahead_of_storage", this.clock.ahead().toSeconds())
			.build();
	}

}

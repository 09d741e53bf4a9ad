package io.autoclip.worker.task;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import io.autoclip.storage.StorageClock;

/**
 * Tells whether this worker takes tasks, and what may keep it from that. If nothing of it
 * does, it is the broker that is away.
 */
@Component("worker")
class WorkerHealth implements HealthIndicator {

	private final LeaseKeeper leases;

	private final DiskGuard disk;

	private final EgressCheck egress;

	private final StorageClock clock;

	WorkerHealth(LeaseKeeper leases, DiskGuard disk, EgressCheck egress, StorageClock clock) {
		this.leases = leases;
		this.disk = disk;
		this.egress = egress;
		this.clock = clock;
	}

	@Override
	public Health health() {
		int slots = this.leases.slots();
		return ((slots > 0) ? Health.up() : Health.down()).withDetail("slots", slots)
			.withDetail("redis_away", this.leases.isStoreAway())
			.withDetail("egress_away", this.egress.isAway())
			.withDetail("disk_nearly_full", this.disk.isLow())
			.withDetail("clock_wrong", this.clock.isOff())
			.build();
	}

}

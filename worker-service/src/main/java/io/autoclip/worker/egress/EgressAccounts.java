package io.autoclip.worker.egress;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The running counts of all attempts. An account is forgotten an hour after its last use,
 * so what stays is bounded by the attempts of an hour.
 */
class EgressAccounts {

	private static final long KEPT_NANOS = Duration.ofHours(1).toNanos();

	private final String instance = UUID.randomUUID().toString();

	private final Map<String, Counter> counters = new ConcurrentHashMap<>();

	private final LongSupplier nanoClock;

	EgressAccounts(LongSupplier nanoClock) {
		this.nanoClock = nanoClock;
	}

	/**
	 * Finds the counter of a user, or begins one.
	 */
	Counter counter(String user) {
		Counter known = this.counters.get(user);
		if (known != null) {
			known.use();
			return known;
		}
		this.counters.values().removeIf(Counter::isOld);
		return this.counters.computeIfAbsent(user, (name) -> new Counter());
	}

	int size() {
		return this.counters.size();
	}

	/**
	 * The running counts of one attempt.
	 */
	class Counter {

		private final AtomicLong bytes = new AtomicLong();

		private final AtomicLong connections = new AtomicLong();

		private final LookupShare lookups = new LookupShare(EgressAccounts.this.nanoClock);

		private volatile long lastUse;

		Counter() {
			use();
		}

		void received(int count) {
			this.bytes.addAndGet(count);
			use();
		}

		void connected() {
			this.connections.incrementAndGet();
			use();
		}

		LookupShare lookups() {
			return this.lookups;
		}

		EgressAccount account() {
			return new EgressAccount(EgressAccounts.this.instance, this.bytes.get(), this.connections.get());
		}

		private void use() {
			this.lastUse = EgressAccounts.this.nanoClock.getAsLong();
		}

		private boolean isOld() {
			return EgressAccounts.this.nanoClock.getAsLong() - this.lastUse > KEPT_NANOS;
		}

	}

}

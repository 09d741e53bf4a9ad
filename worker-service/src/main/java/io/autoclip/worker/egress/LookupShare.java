package io.autoclip.worker.egress;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * What one attempt may take of the lookups, which all attempts share. A lookup holds up
 * whoever comes to the same thread of the proxy. So an attempt has few at once, and those
 * on one thread together hold it up by 2 s at most; that is forgiven as time goes by. An
 * honest download asks for one name after the other, mostly each on another thread.
 */
class LookupShare {

	/** One that was given up counts until the system's resolver has given up as well. */
	static final int MOST_AT_ONCE = 4;

	private static final long MOST_NANOS = Duration.ofSeconds(2).toNanos();

	private final Semaphore free = new Semaphore(MOST_AT_ONCE);

	private final Map<Thread, Held> held = new ConcurrentHashMap<>();

	private final LongSupplier nanoClock;

	LookupShare(LongSupplier nanoClock) {
		this.nanoClock = nanoClock;
	}

	/**
	 * Takes a lookup.
	 * @return whether there is one for this attempt
	 */
	boolean take() {
		return this.free.tryAcquire();
	}

	/** Gives a lookup back that has come to its end. */
	void giveBack() {
		this.free.release();
	}

	/** How many nanoseconds this thread may wait for a lookup. */
	long patience() {
		return MOST_NANOS - unforgiven(this.nanoClock.getAsLong());
	}

	/** Tells how many nanoseconds this thread has waited until now. */
	void held(long nanos) {
		long now = this.nanoClock.getAsLong();
		this.held.put(Thread.currentThread(), new Held(unforgiven(now - nanos) + nanos, now));
	}

	private long unforgiven(long now) {
		Held last = this.held.get(Thread.currentThread());
		return (last != null) ? Math.max(0, last.nanos() - (now - last.end())) : 0;
	}

	/**
	 * How long a thread was held up.
	 *
	 * @param nanos all that was not forgiven by its end
	 * @param end when the last lookup was over
	 */
	private record Held(long nanos, long end) {

	}

}

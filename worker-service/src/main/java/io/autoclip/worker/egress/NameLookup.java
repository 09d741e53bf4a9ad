package io.autoclip.worker.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the system's resolver, but waits no longer than 2 s.
 * <p>
 * Platform threads, not virtual ones: the JDK's lookup is a native call that holds its
 * carrier thread, so two dead name servers would stop every virtual thread of a machine
 * with two cores.
 */
class NameLookup {

	/**
	 * Finds the addresses of a name, as {@link InetAddress#getAllByName} does.
	 */
	@FunctionalInterface
	interface Source {

		InetAddress[] addresses(String name) throws UnknownHostException;

	}

	/** More lookups than this at once fail: each one that hangs costs a thread. */
	static final int MOST_AT_ONCE = 64;

	private static final ThreadFactory THREADS = Thread.ofPlatform().daemon().name("egress-lookup-", 0).factory();

	private final Source source;

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(0, MOST_AT_ONCE, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(), THREADS);

	NameLookup(Source source) {
		this.source = source;
	}

	/**
	 * Looks a name up, once.
	 * @param share of the attempt that asks: how long it waits
	 * @throws UnknownHostException if it has no address, the answer takes too long, or
	 * the attempt has used up its share
	 */
	InetAddress[] addresses(String name, LookupShare share) throws UnknownHostException {
		if (!share.take()) {
			throw new UnknownHostException(name);
		}
		long start = System.nanoTime();
		try {
			return await(begin(name, share), share.patience(), name);
		}
		finally {
			share.held(System.nanoTime() - start);
		}
	}

	private FutureTask<InetAddress[]> begin(String name, LookupShare share) throws UnknownHostException {
		FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> this.source.addresses(name));
		try {
			this.executor.execute(() -> {
				lookup.run();
				share.giveBack();
			});
			return lookup;
		}
		catch (RejectedExecutionException ex) {
			share.giveBack();
			throw new UnknownHostException(name);
		}
	}

	private static InetAddress[] await(FutureTask<InetAddress[]> lookup, long patience, String name)
			throws UnknownHostException {
		try {
			return lookup.get(patience, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			lookup.cancel(true);
		}
		throw new UnknownHostException(name);
	}

}

package io.autoclip.api.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The events that wait for one client. Whoever brings them never waits: a client that
 * lags too far behind is cut off, and resumes where it was.
 */
final class Subscription {

	private final Lock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Queue<TaskEvent> waiting = new ArrayDeque<>();

	private final int limit;

	private boolean closed;

	Subscription(int limit) {
		this.limit = limit;
	}

	void offer(TaskEvent event) {
		this.lock.lock();
		try {
			if (!this.closed) {
				this.closed = this.waiting.size() >= this.limit;
				this.waiting.add(event);
				this.changed.signal();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** What still waits is not sent any more: the client resumes behind what it has. */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isClosed() {
		this.lock.lock();
		try {
			return this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits for the next event.
	 * @param patience how long at the most
	 * @return the event; absent if none came, or if this is closed
	 * @throws InterruptedException if the waiting thread is asked to stop
	 */
	@Nullable TaskEvent next(Duration patience) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long left = patience.toNanos();
			while (!this.closed && this.waiting.isEmpty() && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return this.closed ? null : this.waiting.poll();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean hasNext() {
		this.lock.lock();
		try {
			return !this.closed && !this.waiting.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

}

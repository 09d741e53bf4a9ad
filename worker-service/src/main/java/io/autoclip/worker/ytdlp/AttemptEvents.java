package io.autoclip.worker.ytdlp;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What the host says of one attempt, in order: added by the thread that reads the host,
 * taken by the attempt's own.
 */
final class AttemptEvents {

	private final BlockingQueue<HostEvent.OfAttempt> queue = new LinkedBlockingQueue<>();

	private boolean ended;

	void add(HostEvent.OfAttempt event) {
		this.queue.add(event);
	}

	/** Whether the last event was taken: nothing of the attempt runs any more then. */
	boolean ended() {
		return this.ended;
	}

	HostEvent.OfAttempt take() throws InterruptedException {
		return noted(this.queue.take());
	}

	boolean awaitEnd(Duration patience) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		while (!this.ended) {
			HostEvent.OfAttempt event = this.queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			if (event == null) {
				return false;
			}
			noted(event);
		}
		return true;
	}

	private HostEvent.OfAttempt noted(HostEvent.OfAttempt event) {
		this.ended = event instanceof HostEvent.Outcome;
		return event;
	}

}

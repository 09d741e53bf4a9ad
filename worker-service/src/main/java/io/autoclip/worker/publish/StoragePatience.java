package io.autoclip.worker.publish;

import java.time.Duration;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.autoclip.storage.ObjectStorageException;

/**
 * How long finished work waits for a storage that is away.
 */
public final class StoragePatience {

	private static final Log logger = LogFactory.getLog(StoragePatience.class);

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

	private final long deadline;

	private Duration next = FIRST_PAUSE;

	private StoragePatience(long deadline) {
		this.deadline = deadline;
	}

	/**
	 * Begins to wait.
	 * @param patience for how long, over all calls
	 * @return the patience
	 */
	public static StoragePatience of(Duration patience) {
		return new StoragePatience(System.nanoTime() + patience.toNanos());
	}

	/** The same end, for another call that waits for itself. */
	StoragePatience another() {
		return new StoragePatience(this.deadline);
	}

	/**
	 * Waits a little, a little longer each time.
	 * @param cause why
	 * @throws ObjectStorageException the cause, if it has waited for long enough
	 * @throws InterruptedException if the caller was interrupted
	 */
	public void pause(ObjectStorageException cause) throws InterruptedException {
		if (System.nanoTime() + this.next.toNanos() > this.deadline) {
			throw cause;
		}
		logger.warn("The storage is away; work waits for it: " + cause.getMessage());
		Thread.sleep(this.next);
		Duration doubled = this.next.multipliedBy(2);
		this.next = (doubled.compareTo(LONGEST_PAUSE) < 0) ? doubled : LONGEST_PAUSE;
	}

	/**
	 * Does something until the storage is there.
	 * @param <T> what it gives
	 * @param work what to do, again and again
	 * @return what it gave
	 * @throws ObjectStorageException if the storage is away for longer
	 * @throws InterruptedException if the caller was interrupted
	 */
	public <T> T call(Supplier<T> work) throws InterruptedException {
		StoragePatience own = another();
		while (true) {
			try {
				return work.get();
			}
			catch (ObjectStorageException ex) {
				own.pause(ex);
			}
		}
	}

}

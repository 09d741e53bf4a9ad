package io.autoclip.storage;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A bulkhead: while the storage is slow or silent, only so many callers hang on it; the
 * others are told at once.
 */
class BoundedObjectStorage implements ObjectStorage {

	private final ObjectStorage storage;

	private final Semaphore calls;

	/**
	 * Takes the storage.
	 * @param storage what it passes calls on to
	 * @param calls how many may wait for an answer at once
	 */
	BoundedObjectStorage(ObjectStorage storage, int calls) {
		this.storage = storage;
		this.calls = new Semaphore(calls);
	}

	private <T> T call(Supplier<T> call) {
		if (!this.calls.tryAcquire()) {
			throw new ObjectStorageException("Too many calls wait for the storage already", null);
		}
		try {
			return call.get();
		}
		finally {
			this.calls.release();
		}
	}

	private void run(Runnable call) {
		call(() -> {
			call.run();
			return this;
		});
	}

	@Override
	public String put(String key, Path file, String contentType) {
		return call(() -> this.storage.put(key, file, contentType));
	}

	@Override
	public InputStream get(String key) {
		return call(() -> this.storage.get(key));
	}

	@Override
	public Optional<InputStream> get(String key, long offset, long length) {
		return call(() -> this.storage.get(key, offset, length));
	}

	@Override
	public Optional<StoredObject> head(String key) {
		return call(() -> this.storage.head(key));
	}

	@Override
	public void delete(String key) {
		run(() -> this.storage.delete(key));
	}

	/** The pages that follow are asked for as they are read, and not counted. */
	@Override
	public Stream<StoredObject> list(String prefix) {
		return call(() -> this.storage.list(prefix));
	}

	@Override
	public Stream<PendingUpload> pendingUploads(String prefix) {
		return call(() -> this.storage.pendingUploads(prefix));
	}

	@Override
	public void abort(PendingUpload upload) {
		run(() -> this.storage.abort(upload));
	}

	@Override
	public PresignedLink presign(String key, URI publicEndpoint, String contentDisposition, String contentType,
			Duration validity) {
		return this.storage.presign(key, publicEndpoint, contentDisposition, contentType, validity);
	}

}

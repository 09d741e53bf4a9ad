package io.autoclip.storage;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * Object storage in memory, that can be away or silent.
 */
public class FakeObjectStorage implements ObjectStorage {

	private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

	private final List<FakeObject> opened = new CopyOnWriteArrayList<>();

	private volatile boolean away;

	private volatile long breaksAfter = Long.MAX_VALUE;

	private volatile CountDownLatch silence = new CountDownLatch(0);

	public void setAway(boolean isAway) {
		this.away = isAway;
	}

	public CountDownLatch silence() {
		this.silence = new CountDownLatch(1);
		return this.silence;
	}

	public void add(String key, String text) {
		this.objects.put(key, text.getBytes(StandardCharsets.UTF_8));
	}

	public void clear() {
		this.objects.clear();
		this.opened.clear();
	}

	/** Lets streams break off. */
	public void setBreaksAfter(long bytes) {
		this.breaksAfter = bytes;
	}

	/** The parts that were opened since the last clear. */
	public List<FakeObject> opened() {
		return this.opened;
	}

	private void answer() {
		try {
			this.silence.await();
		}
		catch (InterruptedException ex) {
			throw new ObjectStorageException("interrupted", ex);
		}
		if (this.away) {
			throw new ObjectStorageException("connection to 10.0.0.7 refused", null);
		}
	}

	@Override
	public String put(String key, Path file, String contentType) {
		throw new UnsupportedOperationException();
	}

	@Override
	public InputStream get(String key) {
		answer();
		return new ByteArrayInputStream(this.objects.get(key));
	}

	@Override
	public Optional<InputStream> get(String key, long offset, long length) {
		answer();
		return Optional.ofNullable(this.objects.get(key))
			.map((bytes) -> new FakeObject(bytes, offset, length, this.breaksAfter))
			.map((object) -> {
				this.opened.add(object);
				return object;
			});
	}

	@Override
	public Optional<StoredObject> head(String key) {
		answer();
		return Optional.ofNullable(this.objects.get(key)).map((bytes) -> stored(key, bytes));
	}

	@Override
	public void delete(String key) {
		answer();
		this.objects.remove(key);
	}

	@Override
	public Stream<StoredObject> list(String prefix) {
		answer();
		return this.objects.tailMap(prefix)
			.entrySet()
			.stream()
			.takeWhile((entry) -> entry.getKey().startsWith(prefix))
			.map((entry) -> stored(entry.getKey(), entry.getValue()));
	}

	@Override
	public Stream<PendingUpload> pendingUploads(String prefix) {
		return Stream.empty();
	}

	@Override
	public void abort(PendingUpload upload) {
		throw new UnsupportedOperationException();
	}

	@Override
	public PresignedLink presign(String key, URI publicEndpoint, String contentDisposition, String contentType,
			Duration validity) {
		String query = "disposition=" + URLEncoder.encode(contentDisposition, StandardCharsets.UTF_8) + "&type="
				+ URLEncoder.encode(contentType, StandardCharsets.UTF_8) + "&expires=" + validity.toSeconds();
		return new PresignedLink(URI.create(publicEndpoint + "/bucket/" + key + "?" + query),
				Instant.now().plus(validity));
	}

	private static StoredObject stored(String key, byte[] bytes) {
		return new StoredObject(key, bytes.length, Instant.EPOCH);
	}

}

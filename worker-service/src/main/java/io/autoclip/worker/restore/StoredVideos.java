package io.autoclip.worker.restore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import io.autoclip.json.StoredJson;
import io.autoclip.storage.ObjectStorage;
import io.autoclip.storage.ObjectStorageException;
import io.autoclip.storage.StoredObject;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;
import io.autoclip.worker.publish.AttemptPrefix;

/**
 * The videos as the bucket has them. An object that goes away while it is read is no
 * error: others may be at work in the same bucket.
 */
class StoredVideos {

	/** Far more than any record has. */
	private static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

	private final ObjectStorage storage;

	StoredVideos(ObjectStorage storage) {
		this.storage = storage;
	}

	/** Goes through all videos, with no more than one of them in memory. */
	void forEach(Consumer<StoredVideo> action) {
		try (Stream<StoredObject> objects = this.storage.list(AttemptPrefix.ALL)) {
			StoredVideo video = null;
			for (Iterator<StoredObject> rest = objects.iterator(); rest.hasNext();) {
				video = next(video, rest.next(), action);
			}
			finish(video, action);
		}
	}

	/** The keys come in order, and so those of one video come together. */
	private static @Nullable StoredVideo next(@Nullable StoredVideo present, StoredObject object,
			Consumer<StoredVideo> action) {
		AttemptPrefix prefix = AttemptPrefix.of(object.key()).orElse(null);
		if (prefix == null) {
			return present;
		}
		StoredVideo video = present;
		if (video == null || !video.id().equals(prefix.video())) {
			finish(video, action);
			video = new StoredVideo(prefix.video());
		}
		video.add(prefix, object);
		return video;
	}

	private static void finish(@Nullable StoredVideo video, Consumer<StoredVideo> action) {
		if (video != null) {
			action.accept(video);
		}
	}

	StoredRecord read(AttemptPrefix prefix) {
		return open(prefix + Video.RECORD).map((stream) -> parse(text(stream), prefix))
			.orElseGet(() -> new StoredRecord.Unreadable("it is gone"));
	}

	private static StoredRecord parse(String doc, AttemptPrefix prefix) {
		try {
			if (StoredJson.read(doc, Version.class).schema() > Video.SCHEMA) {
				return new StoredRecord.Newer();
			}
			Video video = StoredJson.read(doc, Video.class);
			boolean own = video.prefix().equals(prefix.toString()) && video.id().equals(prefix.video());
			return own ? new StoredRecord.Understood(video, doc)
					: new StoredRecord.Unreadable("it is the record of " + video.prefix());
		}
		catch (JacksonException ex) {
			return new StoredRecord.Unreadable(ex.getOriginalMessage());
		}
	}

	/** What an attempt has left. */
	StoredAttempt attempt(AttemptPrefix prefix) {
		StoredVideo video = new StoredVideo(prefix.video());
		video.attempts().add(new StoredAttempt(prefix, new HashMap<>()));
		try (Stream<StoredObject> objects = this.storage.list(prefix.toString())) {
			objects.forEach((object) -> video.add(prefix, object));
		}
		return video.attempts().getFirst();
	}

	/** The text of a record, if it is there. */
	Optional<String> text(AttemptPrefix prefix, String name) {
		return open(prefix + name).map(StoredVideos::text);
	}

	/** Whether the bytes of an object are those that a record tells. */
	boolean isGenuine(String key, StoredFile file) {
		return file.sha256().equals(sha256(key));
	}

	/** The first object whose bytes are not those that the record tells. */
	Optional<StoredFile> altered(Video video) {
		return video.files().stream().filter((file) -> !file.sha256().equals(sha256(video.key(file)))).findFirst();
	}

	private String sha256(String key) {
		return open(key).map(StoredVideos::sha256).orElse("");
	}

	private Optional<InputStream> open(String key) {
		try {
			return Optional.of(this.storage.get(key));
		}
		catch (ObjectStorageException ex) {
			if (this.storage.head(key).isPresent()) {
				throw ex;
			}
			return Optional.empty();
		}
	}

	private static String text(InputStream stream) {
		try (stream) {
			return new String(stream.readNBytes(MAX_RECORD_BYTES), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String sha256(InputStream stream) {
		try (DigestInputStream bytes = new DigestInputStream(stream, MessageDigest.getInstance("SHA-256"))) {
			bytes.transferTo(OutputStream.nullOutputStream());
			return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

	private record Version(int schema) {

	}

}

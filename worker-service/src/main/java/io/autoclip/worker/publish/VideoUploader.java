package io.autoclip.worker.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

import io.autoclip.json.StoredJson;
import io.autoclip.storage.ObjectStorage;
import io.autoclip.storage.ObjectStorageException;
import io.autoclip.task.AttemptId;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;
import io.autoclip.video.VideoId;

/**
 * Uploads what an attempt has made below a prefix of its own, so that no two attempts
 * ever write the same object.
 */
@Component
public class VideoUploader {

	private static final Log logger = LogFactory.getLog(VideoUploader.class);

	private final ObjectStorage storage;

	VideoUploader(ObjectStorage storage) {
		this.storage = storage;
	}

	/**
	 * Returns where an attempt's objects lie.
	 * @param video the video that it makes
	 * @param attempt the attempt
	 * @return {@code videos/<video>/<task>.<attempt>/}
	 */
	public String prefix(VideoId video, AttemptId attempt) {
		return new AttemptPrefix(video, attempt).toString();
	}

	/**
	 * Uploads a file.
	 * @param prefix the attempt's prefix
	 * @param name its name below the prefix
	 * @param file the file
	 * @param contentType its media type
	 * @return what was stored
	 * @throws ObjectStorageException if the storage is away
	 */
	public StoredFile upload(String prefix, String name, Path file, String contentType) {
		try {
			String sha256 = this.storage.put(prefix + name, file, contentType);
			return new StoredFile(name, contentType, Files.size(file), sha256);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Uploads the record that names all other objects. It goes last: where it is, they
	 * are.
	 * @param video the record
	 * @param file where it may be written before
	 * @return the record
	 * @throws ObjectStorageException if the storage is away
	 */
	public Video uploadRecord(Video video, Path file) {
		try {
			Files.writeString(file, StoredJson.write(video));
			this.storage.put(video.prefix() + Video.RECORD, file, "application/json");
			return video;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Deletes an attempt's objects and its unfinished uploads, because they were not
	 * published. What cannot be deleted now is left to the reconciler.
	 * @param prefix the attempt's prefix
	 */
	public void discard(String prefix) {
		try {
			this.storage.pendingUploads(prefix).forEach(this.storage::abort);
			this.storage.list(prefix).forEach((object) -> this.storage.delete(object.key()));
		}
		catch (ObjectStorageException ex) {
			logger.info("Unpublished objects below " + prefix + " are left to the reconciler");
		}
	}

}

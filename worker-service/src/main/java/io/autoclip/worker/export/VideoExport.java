package io.autoclip.worker.export;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

import io.autoclip.storage.ObjectStorage;
import io.autoclip.storage.ObjectStorageException;
import io.autoclip.video.Video;

/**
 * Copies one video from the storage into the folder. A copy that is there already, since
 * the one before died after it had made it, is taken as it is.
 */
@Component
class VideoExport {

	private static final Log logger = LogFactory.getLog(VideoExport.class);

	private final ObjectStorage storage;

	private final ExportTemplate names;

	private final MeterRegistry meters;

	VideoExport(ObjectStorage storage, ExportSettings settings, MeterRegistry meters) {
		this.storage = storage;
		this.names = settings.names();
		this.meters = meters;
	}

	/**
	 * Copies a video. One that cannot be copied for a reason of its own is passed over.
	 * @param beat is called now and then
	 * @throws IOException if nothing can be written to the folder
	 * @throws ObjectStorageException if the storage is away
	 */
	void run(Video video, ExportFolder folder, Runnable beat) throws IOException {
		try {
			count(copy(video, folder, beat));
		}
		catch (IOException | InvalidPathException ex) {
			if (!folder.isWritable()) {
				throw new IOException(ex);
			}
			logger.warn("Video " + video.id() + " is not exported: " + ex.getMessage());
			count("skipped");
		}
	}

	private String copy(Video video, ExportFolder folder, Runnable beat) throws IOException {
		Path name = this.names.name(video);
		Path unique = this.names.unique().name(video);
		if (folder.has(name, video.media(), beat) || folder.has(unique, video.media(), beat)) {
			return "present";
		}
		if (folder.isTaken(name) && folder.isTaken(unique)) {
			throw namesAreTaken();
		}
		if (this.storage.head(video.key(video.media())).isEmpty()) {
			throw new IOException("the storage has lost it");
		}
		Path written = folder.temporary();
		try {
			write(video, written, beat);
			return place(video, written, List.of(name, unique), folder, beat);
		}
		finally {
			Files.deleteIfExists(written);
		}
	}

	/** Somebody may have taken a name while the copy was written. */
	private static String place(Video video, Path written, List<Path> names, ExportFolder folder, Runnable beat)
			throws IOException {
		for (Path name : names) {
			if (folder.place(written, name)) {
				return "written";
			}
			if (folder.has(name, video.media(), beat)) {
				return "present";
			}
		}
		throw namesAreTaken();
	}

	private static IOException namesAreTaken() {
		return new IOException("other files have its names");
	}

	private void write(Video video, Path file, Runnable beat) throws IOException {
		try (InputStream in = new Transfer(this.storage.get(video.key(video.media())))) {
			if (!ExportFolder.write(in, file, beat).equals(video.media().sha256())) {
				throw new IOException("its bytes are not those that its record tells");
			}
		}
	}

	private void count(String outcome) {
		this.meters.counter("autoclip.export.videos", "outcome", outcome).increment();
	}

	/** Tells a storage that breaks off from a folder that is full. */
	private static final class Transfer extends FilterInputStream {

		private Transfer(InputStream in) {
			super(in);
		}

		@Override
		public int read(byte[] bytes, int offset, int length) {
			try {
				return super.read(bytes, offset, length);
			}
			catch (IOException ex) {
				throw new ObjectStorageException("The storage broke off in the middle of a file", ex);
			}
		}

	}

}

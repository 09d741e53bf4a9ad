package io.autoclip.worker.split;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

import io.autoclip.storage.ObjectStorage;
import io.autoclip.storage.ObjectStorageException;
import io.autoclip.task.FailureCode;
import io.autoclip.video.StoredFile;
import io.autoclip.worker.download.DownloadFailedException;
import io.autoclip.worker.workspace.NoSpaceException;

/**
 * A stored file on its way to the attempt's directory. When the storage breaks off, it
 * goes on where it was.
 */
final class SourceFile {

	private static final int CHUNK = 128 * 1024;

	private final StoredFile file;

	private final String key;

	private final Path target;

	private final MessageDigest digest = sha256();

	private long done;

	SourceFile(StoredFile file, String key, Path target) {
		this.file = file;
		this.key = key;
		this.target = target;
	}

	/**
	 * Fetches what is missing.
	 * @throws ObjectStorageException if the storage breaks off; it may be called again
	 * @throws DownloadFailedException if the storage does not have the file
	 */
	void fetch(ObjectStorage storage, LongConsumer progress)
			throws DownloadFailedException, NoSpaceException, InterruptedException {
		try (OutputStream output = Files.newOutputStream(this.target, StandardOpenOption.CREATE,
				StandardOpenOption.APPEND)) {
			if (this.done < this.file.size()) {
				InputStream input = storage.get(this.key, this.done, this.file.size() - this.done)
					.orElseThrow(
							() -> new DownloadFailedException(FailureCode.VIDEO_GONE, "The storage lost " + this.key));
				try (input) {
					copy(input, output, progress);
				}
			}
		}
		catch (IOException ex) {
			throw failure(ex);
		}
		requireWhole();
	}

	/** By whom it was broken off. */
	private static RuntimeException failure(IOException ex) throws NoSpaceException, InterruptedException {
		if (NoSpaceException.isBehind(ex)) {
			throw new NoSpaceException("The disk is full", ex);
		}
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		return new ObjectStorageException("The storage broke off: " + ex.getMessage(), ex);
	}

	private void copy(InputStream input, OutputStream output, LongConsumer progress)
			throws IOException, InterruptedException {
		byte[] chunk = new byte[CHUNK];
		for (int read = input.read(chunk); read >= 0; read = input.read(chunk)) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			output.write(chunk, 0, read);
			this.digest.update(chunk, 0, read);
			this.done += read;
			progress.accept(this.done);
		}
	}

	private void requireWhole() {
		if (this.done != this.file.size()) {
			throw new ObjectStorageException("The storage ended early: " + this.key, null);
		}
	}

	/** Whether it is what was stored. */
	boolean isGenuine() {
		return HexFormat.of().formatHex(this.digest.digest()).equals(this.file.sha256());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

}

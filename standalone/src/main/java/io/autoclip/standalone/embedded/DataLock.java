package io.autoclip.standalone.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * The claim of one AutoClip on a data directory: a lock on its file {@code lock}. The
 * kernel frees it when the JVM ends, however that ends.
 */
final class DataLock implements AutoCloseable {

	private final FileChannel channel;

	private DataLock(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Claims a directory, which is made if missing.
	 * @param data the directory
	 * @return the lock, held until it is closed
	 * @throws DataInUseException if another AutoClip holds it
	 * @throws IOException if the directory cannot be written
	 */
	static DataLock on(Path data) throws IOException {
		Files.createDirectories(data);
		FileChannel channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		if (tryLock(channel) == null) {
			channel.close();
			throw new DataInUseException(data);
		}
		return new DataLock(channel);
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException heldInThisJvm) {
			return null;
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}

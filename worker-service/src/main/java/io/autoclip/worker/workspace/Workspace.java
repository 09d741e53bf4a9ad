package io.autoclip.worker.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

import io.autoclip.task.AttemptId;
import io.autoclip.task.WorkerId;

/**
 * A worker's part of the scratch directory: {@code <scratch>/<worker>/<task>.<attempt>/}.
 * A worker holds a lock on its part for as long as it lives; a part whose lock is free
 * belongs to a worker that is dead and is swept.
 */
public class Workspace implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Workspace.class);

	private static final String LOCK = ".lock";

	private final Path scratch;

	private final Path own;

	private final FileChannel lock;

	Workspace(Path scratch, WorkerId worker) {
		try {
			this.scratch = Files.createDirectories(scratch.toAbsolutePath().normalize());
			this.own = Files.createDirectory(this.scratch.resolve(worker.value()));
			this.lock = FileChannel.open(this.own.resolve(LOCK), StandardOpenOption.CREATE_NEW,
					StandardOpenOption.WRITE);
			this.lock.lock();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The scratch directory cannot be used", ex);
		}
	}

	/**
	 * Makes the directory of an attempt. Closing it deletes it.
	 * @param attempt the attempt
	 * @return the directory, empty
	 */
	public AttemptDirectory open(AttemptId attempt) {
		try {
			return new AttemptDirectory(Files.createDirectory(this.own.resolve(attempt.toString())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No directory for attempt " + attempt, ex);
		}
	}

	/**
	 * Measures what an attempt has written, while it may still be writing.
	 * @param attempt the attempt
	 * @return the bytes of its files; 0 if its directory is not there any more
	 */
	public long size(AttemptId attempt) {
		return TreeSize.of(this.own.resolve(attempt.toString()));
	}

	/**
	 * Measures what may still be written below the scratch directory.
	 * @return bytes
	 * @throws UncheckedIOException if the directory cannot be looked at
	 */
	public long freeSpace() {
		try {
			return Files.getFileStore(this.scratch).getUsableSpace();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Makes a directory beside those of the attempts, for a tool of the worker's own.
	 * @param name its name
	 * @return the directory
	 */
	public Path tool(String name) {
		try {
			return Files.createDirectories(this.own.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No directory for " + name, ex);
		}
	}

	/**
	 * Removes what dead workers have left.
	 * @param age how long a part must have been left alone: one that is younger may
	 * belong to a worker that is just starting
	 * @return how many workers' parts were removed
	 */
	public int sweep(Duration age) {
		int swept = 0;
		for (Path part : parts()) {
			if (!part.equals(this.own) && isOlder(part, age) && isAbandoned(part)) {
				logger.info("Removing the scratch directory of a dead worker: " + part.getFileName());
				delete(part);
				swept++;
			}
		}
		return swept;
	}

	private List<Path> parts() {
		try (var directory = Files.newDirectoryStream(this.scratch, Files::isDirectory)) {
			List<Path> parts = new ArrayList<>();
			directory.forEach(parts::add);
			return parts;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isOlder(Path part, Duration age) {
		try {
			return Files.getLastModifiedTime(part).toInstant().isBefore(Instant.now().minus(age));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean isAbandoned(Path part) {
		try (FileChannel channel = FileChannel.open(part.resolve(LOCK), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock free = tryLock(channel)) {
			return free != null;
		}
		catch (IOException ex) {
			logger.warn("Cannot tell whether " + part + " is in use", ex);
			return false;
		}
	}

	/**
	 * Another workspace of the same JVM holds its lock too, but Java says so in its own
	 * way.
	 */
	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	static void delete(Path directory) {
		try {
			FileSystemUtils.deleteRecursively(directory);
		}
		catch (IOException ex) {
			logger.warn("Could not delete " + directory + "; the sweep tries again", ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.lock.close();
		delete(this.own);
	}

}

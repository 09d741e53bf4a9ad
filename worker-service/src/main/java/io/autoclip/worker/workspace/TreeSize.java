package io.autoclip.worker.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * Adds up the files of a directory that others write to and delete from meanwhile. Links
 * are not followed.
 */
final class TreeSize extends SimpleFileVisitor<Path> {

	private long bytes;

	private TreeSize() {
	}

	static long of(Path directory) {
		TreeSize size = new TreeSize();
		try {
			Files.walkFileTree(directory, size);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return size.bytes;
	}

	@Override
	public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
		this.bytes += attributes.isRegularFile() ? attributes.size() : 0;
		return FileVisitResult.CONTINUE;
	}

	/** It was deleted since its directory was read. */
	@Override
	public FileVisitResult visitFileFailed(Path file, IOException failure) {
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
		return FileVisitResult.CONTINUE;
	}

}

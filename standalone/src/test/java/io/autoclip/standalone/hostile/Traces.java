package io.autoclip.standalone.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that is kept, as it lies on disk: objects, Redis' log of all writes,
 * messages and scratch files.
 *
 * @param folders where it lies
 */
record Traces(List<Path> folders) {

	/** The files that hold a text. */
	List<Path> of(String text) {
		return this.folders.stream().flatMap(Traces::files).filter((file) -> holds(file, text)).toList();
	}

	private static Stream<Path> files(Path folder) {
		try (Stream<Path> found = Files.find(folder, 12, (path, attributes) -> attributes.isRegularFile())) {
			return found.toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean holds(Path file, String text) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

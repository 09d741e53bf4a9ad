package io.autoclip.worker.ytdlp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Puts the host's Python sources, which are a resource of the worker, where Python can
 * read them.
 */
final class HostFiles {

	private static final String SOURCES = "classpath*:io/autoclip/worker/ytdlp/host/autoclip_host/*.py";

	private HostFiles() {
	}

	/**
	 * Writes the sources.
	 * @param directory where to
	 * @return the folder that holds the files that Python runs
	 * @throws IOException if they cannot be written
	 */
	static Path unpack(Path directory) throws IOException {
		Path folder = Files.createDirectories(directory.resolve("autoclip_host"));
		for (Resource source : new PathMatchingResourcePatternResolver().getResources(SOURCES)) {
			Path file = folder.resolve(Objects.requireNonNull(source.getFilename()));
			try (InputStream bytes = source.getInputStream()) {
				Files.write(file, bytes.readAllBytes());
			}
		}
		return folder;
	}

}

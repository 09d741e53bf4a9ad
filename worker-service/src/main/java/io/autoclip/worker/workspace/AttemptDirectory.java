package io.autoclip.worker.workspace;

import java.nio.file.Path;

/**
 * The directory in which one attempt works. It is gone when the attempt ends, however it
 * ends.
 *
 * @param path an absolute path
 */
public record AttemptDirectory(Path path) implements AutoCloseable {

	@Override
	public void close() {
		Workspace.delete(this.path);
	}

}

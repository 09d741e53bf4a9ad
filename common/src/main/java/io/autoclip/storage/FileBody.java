package io.autoclip.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A file as a request's body, read in larger blocks than OkHttp reads it (8 KiB).
 */
final class FileBody extends RequestBody {

	private static final int BLOCK = 256 * 1024;

	private final Path file;

	private final long size;

	private final MediaType type;

	FileBody(Path file, long size, MediaType type) {
		this.file = file;
		this.size = size;
		this.type = type;
	}

	@Override
	public MediaType contentType() {
		return this.type;
	}

	@Override
	public long contentLength() {
		return this.size;
	}

	@Override
	public void writeTo(BufferedSink sink) throws IOException {
		read(this.file, (block, length) -> sink.write(block, 0, length));
	}

	static void read(Path file, BlockConsumer consumer) throws IOException {
		try (InputStream content = Files.newInputStream(file)) {
			byte[] block = new byte[BLOCK];
			for (int read = content.read(block); read >= 0; read = content.read(block)) {
				consumer.accept(block, read);
			}
		}
	}

	/** What is done with the first bytes of a block. */
	interface BlockConsumer {

		void accept(byte[] block, int length) throws IOException;

	}

}

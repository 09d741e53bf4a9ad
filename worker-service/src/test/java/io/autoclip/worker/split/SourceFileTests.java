package io.autoclip.worker.split;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.autoclip.storage.ObjectStorage;
import io.autoclip.storage.ObjectStorageException;
import io.autoclip.task.FailureCode;
import io.autoclip.video.StoredFile;
import io.autoclip.worker.download.DownloadFailedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SourceFileTests {

	/** The SHA-256 of {@code 0123456789}. */
	private static final String SHA256 = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

	@TempDir
	private Path folder;

	private final List<Long> told = new ArrayList<>();

	private SourceFile file(String sha256) {
		return new SourceFile(new StoredFile("media.mp4", "video/mp4", 10, sha256), "key",
				this.folder.resolve("source.mp4"));
	}

	/** Reads by offset from it; absent if the object is not there. */
	private static ObjectStorage storage(Reader reader) {
		return (ObjectStorage) Proxy.newProxyInstance(ObjectStorage.class.getClassLoader(),
				new Class<?>[] { ObjectStorage.class }, (proxy, method, arguments) -> reader.read((Long) arguments[1]));
	}

	private static InputStream text(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static InputStream broken() {
		return new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("reset");
			}

		};
	}

	@Test
	void fileThatIsBrokenOffIsFetchedOnWhereItWas() throws Exception {
		SourceFile source = file(SHA256);
		assertThatExceptionOfType(ObjectStorageException.class).isThrownBy(() -> source
			.fetch(storage((offset) -> Optional.of(new SequenceInputStream(text("0123"), broken()))), this.told::add));
		source.fetch(storage((offset) -> Optional.of(text("0123456789".substring(offset.intValue())))), this.told::add);
		assertThat(source.isGenuine()).isTrue();
		assertThat(Files.readString(this.folder.resolve("source.mp4"))).isEqualTo("0123456789");
		assertThat(this.told).containsExactly(4L, 10L);
	}

	@Test
	void fileThatEndsEarlyIsNotTakenForWhole() {
		SourceFile source = file(SHA256);
		assertThatExceptionOfType(ObjectStorageException.class)
			.isThrownBy(() -> source.fetch(storage((offset) -> Optional.of(text("012"))), this.told::add));
	}

	@Test
	void fileThatIsGoneOrAnotherIsToldApart() throws Exception {
		assertThatExceptionOfType(DownloadFailedException.class)
			.isThrownBy(() -> file(SHA256).fetch(storage((offset) -> Optional.empty()), this.told::add))
			.satisfies((ex) -> assertThat(ex.failure().code()).isEqualTo(FailureCode.VIDEO_GONE));
		SourceFile other = file("0".repeat(64));
		other.fetch(storage((offset) -> Optional.of(text("0123456789"))), this.told::add);
		assertThat(other.isGenuine()).isFalse();
	}

	@FunctionalInterface
	private interface Reader {

		Optional<InputStream> read(Long offset);

	}

}

package io.autoclip.worker.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.autoclip.storage.ObjectStorage;
import io.autoclip.storage.ObjectStorageException;
import io.autoclip.storage.StoredObject;
import io.autoclip.video.Video;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ExportFolderTests {

	private static final byte[] MEDIA = "the film".getBytes(UTF_8);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@TempDir
	private Path temp;

	private Path root;

	/** What the storage has: null if it has lost it. */
	private InputStream stored = new ByteArrayInputStream(MEDIA);

	/** What happens while a copy is written. */
	private Runnable meanwhile = () -> {
	};

	@BeforeEach
	void makeFolder() throws IOException {
		this.root = Files.createDirectory(this.temp.resolve("media"));
	}

	static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void export(String template, Video video) throws IOException {
		VideoExport export = new VideoExport(storage(), new ExportSettings(this.root.toString(), template),
				this.meters);
		export.run(video, ExportFolder.open(this.root), this.meanwhile);
	}

	private void export(String template) throws IOException {
		this.stored = (this.stored instanceof ByteArrayInputStream) ? new ByteArrayInputStream(MEDIA) : this.stored;
		export(template, ExportTemplateTests.video("Sea", "Ann", MEDIA, Map.of()));
	}

	private ObjectStorage storage() {
		return (ObjectStorage) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { ObjectStorage.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "head" -> Optional.ofNullable(this.stored)
						.map((bytes) -> new StoredObject((String) arguments[0], MEDIA.length, Instant.EPOCH));
					case "get" -> this.stored;
					default -> throw new UnsupportedOperationException(method.getName());
				});
	}

	private List<String> files() throws IOException {
		try (Stream<Path> found = Files.walk(this.root)) {
			return found.filter((path) -> !Files.isDirectory(path))
				.map((path) -> this.root.relativize(path).toString())
				.filter((name) -> !name.equals(".autoclip/id"))
				.sorted()
				.toList();
		}
	}

	private double count(String outcome) {
		return this.meters.counter("autoclip.export.videos", "outcome", outcome).count();
	}

	@Test
	void copyIsWrittenOnceAndIsWhole() throws IOException {
		export("{uploader}/{title}.{ext}");
		export("{uploader}/{title}.{ext}");
		assertThat(files()).containsExactly("Ann/Sea.mp4");
		assertThat(Files.readAllBytes(this.root.resolve("Ann/Sea.mp4"))).isEqualTo(MEDIA);
		assertThat(count("written")).isEqualTo(1);
		assertThat(count("present")).isEqualTo(1);
	}

	@Test
	void takenNameGetsTheIdAndNothingIsOverwritten() throws IOException {
		Files.writeString(this.root.resolve("Sea.mp4"), "another");
		export("{title}.{ext}");
		export("{title}.{ext}");
		assertThat(files()).containsExactly("Sea [c4f6h8k0n2q4s6v8x0z2b4d6f8].mp4", "Sea.mp4");
		assertThat(this.root.resolve("Sea.mp4")).hasContent("another");
	}

	@Test
	void nameThatIsTakenWhileTheCopyIsWrittenIsLeftToWhoTookIt() throws IOException {
		this.meanwhile = () -> put("Sea.mp4", "another");
		export("{title}.{ext}");
		assertThat(files()).containsExactly("Sea [c4f6h8k0n2q4s6v8x0z2b4d6f8].mp4", "Sea.mp4");
		assertThat(this.root.resolve("Sea.mp4")).hasContent("another");
	}

	@Test
	void copyThatAnotherExporterMadeMeanwhileIsNotMadeTwice() throws IOException {
		this.meanwhile = () -> put("Sea.mp4", "the film");
		export("{title}.{ext}");
		assertThat(files()).containsExactly("Sea.mp4");
		assertThat(count("present")).isEqualTo(1);
	}

	@Test
	void emptyFileThatADeathHasLeftIsNoCopyAndTakesNoName() throws IOException {
		put("Sea.mp4", "");
		export("{title}.{ext}");
		assertThat(files()).containsExactly("Sea.mp4");
		assertThat(Files.readAllBytes(this.root.resolve("Sea.mp4"))).isEqualTo(MEDIA);
	}

	@Test
	void nothingIsOverwrittenWithoutSecondNamesEither() throws IOException {
		Path written = Files.writeString(this.root.resolve("written"), "ours");
		Path taken = Files.writeString(this.root.resolve("taken"), "another");
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> ExportFolder.rename(written, taken));
		assertThat(taken).hasContent("another");
		ExportFolder.rename(written, this.root.resolve("free"));
		assertThat(this.root.resolve("free")).hasContent("ours");
	}

	private void put(String name, String text) {
		try {
			Files.writeString(this.root.resolve(name), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void linksOutOfTheFolderAreNotFollowed() throws IOException {
		Path outside = Files.createDirectory(this.temp.resolve("outside"));
		Files.createSymbolicLink(this.root.resolve("Ann"), outside);
		export("{uploader}/{title}.{ext}");
		assertThat(count("skipped")).isEqualTo(1);
		Path victim = Files.writeString(outside.resolve("victim"), "victim");
		Files.createSymbolicLink(this.root.resolve("Sea.mp4"), victim);
		export("{title}.{ext}");
		Files.createSymbolicLink(this.root.resolve("c4f6h8k0n2q4s6v8x0z2b4d6f8.mp4"), victim);
		export("{id}.{ext}");
		assertThat(victim).hasContent("victim");
		assertThat(outside.toFile().list()).containsExactly("victim");
		assertThat(files()).contains("Sea [c4f6h8k0n2q4s6v8x0z2b4d6f8].mp4", "c4f6h8k0n2q4s6v8x0z2b4d6f8.mp4");
	}

	@Test
	void whatWasLostOrAlteredIsPassedOverAndLeavesNothing() throws IOException {
		this.stored = InputStream.nullInputStream();
		export("{title}.{ext}");
		this.stored = null;
		export("{title}.{ext}");
		assertThat(count("skipped")).isEqualTo(2);
		assertThat(files()).isEmpty();
	}

	@Test
	void storageThatBreaksOffIsNotTakenForAFaultOfTheVideo() throws IOException {
		this.stored = new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("reset");
			}

		};
		assertThatExceptionOfType(ObjectStorageException.class).isThrownBy(() -> export("{title}.{ext}"));
		assertThat(files()).isEmpty();
	}

	@Test
	void missingFolderIsNeverMade() {
		assertThatIOException().isThrownBy(() -> ExportFolder.open(this.temp.resolve("unmounted")));
		assertThat(this.temp.resolve("unmounted")).doesNotExist();
	}

	@Test
	void folderIsKnownByANameOfItsOwn() throws IOException {
		String id = ExportFolder.open(this.root).id();
		assertThat(ExportFolder.open(this.root).id()).isEqualTo(id);
		assertThat(ExportFolder.open(Files.createDirectory(this.temp.resolve("other"))).id()).isNotEqualTo(id);
	}

	@Test
	void halfFilesOfTheDeadAreRemovedAndThoseOfTheLivingStay() throws IOException {
		ExportFolder folder = ExportFolder.open(this.root);
		Path dead = folder.temporary();
		Path living = folder.temporary();
		Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
		folder.sweep(Duration.ofMinutes(10));
		assertThat(dead).doesNotExist();
		assertThat(living).exists();
	}

}

package io.autoclip.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.autoclip.standalone.servers.TestServers;
import io.autoclip.standalone.servers.TestServers.Part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What AutoClip relies on in object storage, whoever made it.
 */
abstract class ObjectStorageContract {

	private static final int MEGABYTE = 1024 * 1024;

	private static final Duration VALIDITY = Duration.ofMinutes(5);

	private static final String DISPOSITION = "attachment; filename=\"a clip.mp4\"; filename*=UTF-8''%C3%A4.mp4";

	private final HttpClient http = HttpClient.newHttpClient();

	private final TestServers servers;

	private final ObjectStorageConnectionDetails connection;

	private final String bucket;

	private final ObjectStorage storage;

	/** Keys of its own, so that no test sees another's objects. */
	private final String prefix = "videos/" + UUID.randomUUID() + "/";

	@TempDir
	private Path folder;

	ObjectStorageContract(TestServers servers, String bucket) {
		this(servers, servers.objectStorage(), bucket);
	}

	ObjectStorageContract(TestServers servers, ObjectStorageConnectionDetails connection, String bucket) {
		this.servers = servers;
		this.connection = connection;
		this.bucket = bucket;
		this.storage = storage(connection, bucket);
	}

	static ObjectStorage storage(ObjectStorageConnectionDetails connection, String bucket) {
		StorageSettings settings = new StorageSettings(connection.endpoint(), connection.accessKey(),
				connection.secretKey(), "us-east-1", bucket, null);
		StorageLimits limits = new StorageLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), 1000);
		StorageAutoConfiguration parts = new StorageAutoConfiguration();
		return parts.objectStorage(connection, settings, limits, parts.storageClock(connection, limits));
	}

	ObjectStorageConnectionDetails connection() {
		return this.connection;
	}

	ObjectStorage storage() {
		return this.storage;
	}

	@AfterEach
	void closeServers() {
		this.http.close();
		this.servers.close();
	}

	@Test
	void objectComesBackAsItWasStored() throws IOException {
		String key = this.prefix + "media.mp4";
		Path file = file(100_000);
		assertThat(this.storage.put(key, file, "video/mp4")).isEqualTo(sha256(file));
		try (InputStream bytes = this.storage.get(key)) {
			assertThat(bytes).hasSameContentAs(Files.newInputStream(file));
		}
		StoredObject found = this.storage.head(key).orElseThrow();
		assertThat(found.size()).isEqualTo(100_000);
		assertThat(Duration.between(found.lastModified(), Instant.now())).isCloseTo(Duration.ZERO,
				Duration.ofMinutes(1));
	}

	@Test
	void objectOfSeveralPartsComesBackAsItWasStored() throws IOException {
		String key = this.prefix + "large.mp4";
		Path file = file(40 * MEGABYTE);
		assertThat(this.storage.put(key, file, "video/mp4")).isEqualTo(sha256(file));
		try (InputStream bytes = this.storage.get(key)) {
			assertThat(bytes).hasSameContentAs(Files.newInputStream(file));
		}
		assertThat(this.storage.head(key).orElseThrow().size()).isEqualTo(40L * MEGABYTE);
		assertThat(this.storage.pendingUploads(this.prefix)).isEmpty();
	}

	/**
	 * Whoever interrupts an upload deletes what it has left; nothing may come after that.
	 */
	@Test
	void interruptedPutEndsAtOnceAndNothingAppearsLater() throws Exception {
		Path file = file(40 * MEGABYTE);
		put("first", 1); // makes the bucket
		for (int delay : List.of(1, 5, 10, 20, 40, 80)) {
			String key = this.prefix + "interrupted." + delay;
			Thread upload = Thread.ofPlatform().start(() -> {
				try {
					this.storage.put(key, file, "video/mp4");
				}
				catch (ObjectStorageException ex) {
					assertThat(Thread.currentThread().isInterrupted()).isTrue();
				}
			});
			Thread.sleep(delay);
			upload.interrupt();
			assertThat(upload.join(Duration.ofSeconds(2))).isTrue();
			this.storage.delete(key);
		}
		Thread.sleep(2000);
		assertThat(this.storage.list(this.prefix)).extracting(StoredObject::key).containsExactly(this.prefix + "first");
		assertThat(this.storage.pendingUploads(this.prefix)).isEmpty();
	}

	@Test
	void putReplacesWhatIsThere() throws IOException {
		String key = put("media.mp4", 1000);
		put("media.mp4", 2000);
		assertThat(this.storage.head(key).orElseThrow().size()).isEqualTo(2000);
	}

	@Test
	void missingObjectIsNoError() throws IOException {
		put("there", 1);
		assertThat(this.storage.head(this.prefix + "missing")).isEmpty();
		this.storage.delete(this.prefix + "missing");
		assertThatExceptionOfType(ObjectStorageException.class)
			.isThrownBy(() -> this.storage.get(this.prefix + "missing"));
	}

	@Test
	void deletedObjectIsGone() throws IOException {
		String key = put("media.mp4", 1);
		this.storage.delete(key);
		assertThat(this.storage.head(key)).isEmpty();
		assertThat(this.storage.list(this.prefix)).isEmpty();
	}

	@Test
	void listIsInTheOrderOfKeysBelowThePrefixOnly() throws IOException {
		String second = put("b/2", 20);
		String first = put("b/1", 10);
		put("c/1", 1);
		assertThat(this.storage.list(this.prefix + "b/")).extracting(StoredObject::key).containsExactly(first, second);
		assertThat(this.storage.list(this.prefix + "b/")).extracting(StoredObject::size).containsExactly(10L, 20L);
		assertThat(this.storage.list(this.prefix + "none/")).isEmpty();
	}

	@Test
	void presignedLinkAnswersWithTheHeadersThatWereSigned() throws Exception {
		URI link = presign(put("media.mp4", 1000));
		HttpResponse<byte[]> answer = follow(link);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).hasSize(1000);
		assertThat(answer.headers().firstValue("Content-Disposition")).hasValue(DISPOSITION);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("video/mp4");
		assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-store");
	}

	@Test
	void presignedLinkAnswersRanges() throws Exception {
		URI link = presign(put("media.mp4", 1000));
		HttpRequest request = HttpRequest.newBuilder(link).header("Range", "bytes=100-199").build();
		HttpResponse<byte[]> answer = this.http.send(request, BodyHandlers.ofByteArray());
		assertThat(answer.statusCode()).isEqualTo(206);
		assertThat(answer.body()).hasSize(100);
		assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes 100-199/1000");
	}

	@Test
	void presignedLinkThatWasChangedIsRefused() throws Exception {
		String other = put("other.mp4", 1);
		String link = presign(put("media.mp4", 1)).toString();
		assertThat(status(link)).isEqualTo(200);
		assertThat(status(link.replace("media.mp4?", "other.mp4?"))).as("another key").isEqualTo(403);
		assertThat(status(link.replace("X-Amz-Signature=", "X-Amz-Signature=0"))).as("signature").isEqualTo(403);
		assertThat(status(link.replace("X-Amz-Expires=300", "X-Amz-Expires=9000"))).as("validity").isEqualTo(403);
		assertThat(status(link.replace("attachment", "inline"))).as("disposition").isEqualTo(403);
		assertThat(status(link.replaceFirst("\\?.*", ""))).as("no signature").isEqualTo(403);
		assertThat(this.storage.head(other)).isPresent();
	}

	@Test
	void presignedLinkEnds() throws Exception {
		String key = put("media.mp4", 1);
		PresignedLink link = this.storage.presign(key, endpoint(), DISPOSITION, "video/mp4", Duration.ofSeconds(1));
		assertThat(Duration.between(Instant.now(), link.expiresAt())).isCloseTo(Duration.ofSeconds(1),
				Duration.ofSeconds(1));
		Thread.sleep(2100);
		assertThat(status(link.url().toString())).isEqualTo(403);
	}

	@Test
	void presignedLinkIsGoodForTheHostItWasSignedForOnly() throws Exception {
		String key = put("media.mp4", 1);
		URI elsewhere = URI.create("http://elsewhere.example:9000");
		URI link = this.storage.presign(key, elsewhere, DISPOSITION, "video/mp4", VALIDITY).url();
		assertThat(link).hasHost("elsewhere.example").hasPort(9000);
		assertThat(status(link.toString().replace(elsewhere.toString(), this.connection.endpoint()))).isEqualTo(403);
	}

	@Test
	void nothingIsReadWithoutASignature() throws Exception {
		String key = put("media.mp4", 1);
		String bucket = presign(key).toString().replaceFirst("/videos/.*", "");
		assertThat(status(bucket)).isEqualTo(403);
		assertThat(status(bucket + "/?list-type=2")).isEqualTo(403);
		assertThat(status(bucket + "/" + key)).isEqualTo(403);
	}

	@Test
	void fileAboveTheLimitGoesInPartsAndIsWhole() throws Exception {
		int mega = 1024 * 1024;
		StorageSettings settings = new StorageSettings(this.connection.endpoint(), this.connection.accessKey(),
				this.connection.secretKey(), "us-east-1", this.bucket, null);
		ObjectStorage inParts = new MinioObjectStorage(new OkHttpClient(), this.connection, settings, Clock.systemUTC(),
				new MinioUpload.Sizes(mega, 6 * mega, 5 * mega));
		Path file = file(11 * mega);
		String key = this.prefix + "parts.bin";
		String sha256 = inParts.put(key, file, "application/octet-stream");
		byte[] sent = Files.readAllBytes(file);
		assertThat(sha256).isEqualTo(sha256(file));
		assertThat(this.storage.get(key).readAllBytes()).isEqualTo(sent);
		assertThat(follow(presign(key)).headers().firstValue("ETag").orElseThrow()).as("of three parts")
			.endsWith("-3\"");
		assertThat(this.storage.pendingUploads(this.prefix)).isEmpty();
	}

	@Test
	void storageThatIsAwaySaysSoAndIsFoundAgain() throws IOException {
		String key = put("media.mp4", 1);
		this.servers.stop(Part.OBJECT_STORAGE);
		assertThatExceptionOfType(ObjectStorageException.class).isThrownBy(() -> this.storage.head(key));
		assertThatExceptionOfType(ObjectStorageException.class).isThrownBy(() -> put("other.mp4", 1));
		this.servers.start(Part.OBJECT_STORAGE);
		// A server that listens again may still answer 503 for a moment.
		await().atMost(Duration.ofSeconds(30))
			.ignoreException(ObjectStorageException.class)
			.untilAsserted(() -> assertThat(this.storage.head(key)).isPresent());
	}

	private String put(String name, int size) throws IOException {
		this.storage.put(this.prefix + name, file(size), "application/octet-stream");
		return this.prefix + name;
	}

	Path file(int size) throws IOException {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return Files.write(this.folder.resolve("file" + size), bytes);
	}

	private URI endpoint() {
		return URI.create(this.connection.endpoint());
	}

	private URI presign(String key) {
		return this.storage.presign(key, endpoint(), DISPOSITION, "video/mp4", VALIDITY).url();
	}

	private int status(String link) throws Exception {
		return follow(URI.create(link)).statusCode();
	}

	private HttpResponse<byte[]> follow(URI link) throws Exception {
		return this.http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofByteArray());
	}

	private static String sha256(Path file) throws IOException {
		return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
	}

}

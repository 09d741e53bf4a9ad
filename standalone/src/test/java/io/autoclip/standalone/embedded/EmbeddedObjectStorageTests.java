package io.autoclip.standalone.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedObjectStorageTests {

	private static final String BUCKET = "videos";

	@TempDir
	Path directory;

	@Test
	void startWhenStartedByAnotherProcessBeforeKeepsObjectsAndSignedLinks() throws Exception {
		String link;
		int port;
		try (EmbeddedObjectStorage storage = new EmbeddedObjectStorage(this.directory, 0)) {
			storage.start();
			link = store(storage.address());
			port = URI.create(storage.address().endpoint()).getPort();
		}
		try (EmbeddedObjectStorage storage = new EmbeddedObjectStorage(this.directory, port)) {
			storage.start();
			assertThat(get(link).body()).isEqualTo("bytes");
		}
	}

	@Test
	void getWhenRequestIsNotSignedOrTamperedIsForbidden() throws Exception {
		try (EmbeddedObjectStorage storage = new EmbeddedObjectStorage(this.directory, 0)) {
			storage.start();
			String link = store(storage.address());
			assertThat(get(link).statusCode()).isEqualTo(200);
			assertThat(get(link.substring(0, link.indexOf('?'))).statusCode()).isEqualTo(403);
			assertThat(get(link.replace("file.txt", "other.txt")).statusCode()).isEqualTo(403);
		}
	}

	@Test
	void startWhenPreferredPortIsTakenTakesAnother() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				EmbeddedObjectStorage storage = new EmbeddedObjectStorage(this.directory, taken.getLocalPort())) {
			storage.start();
			assertThat(URI.create(storage.address().endpoint()).getPort()).isNotEqualTo(taken.getLocalPort());
		}
	}

	/** Stores an object and returns a signed link to it. */
	private static String store(StorageAddress address) throws Exception {
		try (MinioClient client = MinioClient.builder()
			.endpoint(address.endpoint())
			.credentials(address.accessKey(), address.secretKey())
			.region("us-east-1")
			.build()) {
			client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
			byte[] bytes = "bytes".getBytes(StandardCharsets.UTF_8);
			client.putObject(PutObjectArgs.builder()
				.bucket(BUCKET)
				.object("file.txt")
				.stream(new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
				.build());
			return client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
				.method(Http.Method.GET)
				.bucket(BUCKET)
				.object("file.txt")
				.build());
		}
	}

	private static HttpResponse<String> get(String link) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
		}
	}

}

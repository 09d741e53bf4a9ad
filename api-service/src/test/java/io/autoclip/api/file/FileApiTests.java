package io.autoclip.api.file;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.json.StoredJson;
import io.autoclip.redis.TestRedis;
import io.autoclip.storage.FakeObject;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * The api streams the files itself. The object is the nine bytes {@code media.mp4} and
 * then zeros, up to the 4 MiB that the record tells.
 */
class FileApiTests {

	private static final long SIZE = 4_194_304;

	private static final String ETAG = "\"" + "9f".repeat(32) + "\"";

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.behindProxy(redis);

	private final Workshop workshop = new Workshop(this.api);

	private Video video;

	private String link;

	@BeforeEach
	void publish() {
		this.api.storage().clear();
		this.video = this.workshop.succeed(this.workshop.begin(this.api.submit("https://example.com/1").id()),
				"Caf\u00e9 100% & more", Map.of());
		this.link = link("");
	}

	private String link(String query) {
		return this.api.get("/videos/" + this.video.id() + "/download" + query)
			.header("Location")
			.replace(this.api.url(""), "");
	}

	private Answer get(String... headers) {
		return this.api.get(this.link, headers);
	}

	@Test
	void linkWhenFollowedGivesTheFileWithItsHeaders() {
		Answer answer = get();
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.response().body()).startsWith("media.mp4\0").hasSize((int) SIZE);
		assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(SIZE));
		assertThat(answer.header("Content-Type")).isEqualTo("video/mp4");
		assertThat(answer.header("Content-Disposition")).isEqualTo(
				"attachment; filename=\"Cafe 100_ & more.mp4\"; filename*=UTF-8''Caf%C3%A9%20100%25%20&%20more.mp4");
		assertThat(answer.header("ETag")).isEqualTo(ETAG);
		assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
		assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		Awaitility.await().until(this.api.storage().opened().getFirst()::isClosed);
	}

	@Test
	void linkWhenToldAsJsonIsTheSameAndExpires() {
		JsonNode told = this.api.get("/videos/" + this.video.id() + "/download", "Accept", "application/json").json();
		assertThat(told.get("url").asString()).startsWith(this.api.url("/files/" + this.video.id() + "/"));
		assertThat(Instant.parse(told.get("expires_at").asString()))
			.isBetween(Instant.now().plus(Duration.ofMinutes(9)), Instant.now().plus(Duration.ofMinutes(11)));
	}

	@Test
	void playerPictureAndInfoWhenAskedForAreStreamed() {
		assertThat(this.api.get(link("?inline=true")).header("Content-Disposition")).startsWith("inline");
		for (String file : new String[] { "thumbnail", "info" }) {
			String address = this.api.get("/videos/" + this.video.id() + "/" + file).header("Location");
			Answer answer = this.api.get(address.replace(this.api.url(""), ""));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.response().body()).hasSize(99).startsWith(file);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "bytes=0-4 | bytes 0-4/4194304 | media", "bytes=2-2 | bytes 2-2/4194304 | d",
			"bytes=4194300- | bytes 4194300-4194303/4194304 | ''", "bytes=-4 | bytes 4194300-4194303/4194304 | ''",
			"bytes=4194303-9999999 | bytes 4194303-4194303/4194304 | ''", "bytes=0- | '' | media",
			"bytes=-99999999 | '' | media" })
	void rangeWhenAskedForIsAllThatIsReadAndSent(String range, String contentRange, String start) {
		Answer answer = get("Range", range);
		assertThat(answer.status()).isEqualTo(206);
		assertThat(answer.response().body()).startsWith(start);
		assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.response().body().length()));
		assertThat(answer.header("Content-Range"))
			.isEqualTo(contentRange.isEmpty() ? "bytes 0-4194303/4194304" : contentRange);
		assertThat(answer.header("ETag")).isEqualTo(ETAG);
		FakeObject part = this.api.storage().opened().getFirst();
		assertThat(part.length()).isEqualTo(answer.response().body().length());
		Awaitility.await().until(part::isClosed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=0-1,4-5", "bytes=x", "bytes=5-2", "items=0-4", "bytes", "bytes=", "0-4" })
	void rangesWhenSeveralOrIllFormedGetTheWhole(String range) {
		Answer answer = get("Range", range);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.response().body()).hasSize((int) SIZE);
		assertThat(answer.header("Content-Range")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=4194304-", "bytes=99999999-999999999", "bytes=-0" })
	void rangeWhenBehindTheEndIs416WithTheSize(String range) {
		Answer answer = get("Range", range);
		assertThat(answer.status()).isEqualTo(416);
		assertThat(answer.json().get("code").asString()).isEqualTo("range_not_satisfiable");
		assertThat(answer.header("Content-Range")).isEqualTo("bytes */4194304");
		assertThat(this.api.storage().opened()).isEmpty();
	}

	@Test
	void rangeWhenOfThisVersionIsAPartAndOfAnotherTheWhole() {
		assertThat(get("Range", "bytes=0-4", "If-Range", ETAG).status()).isEqualTo(206);
		assertThat(get("Range", "bytes=0-4", "If-Range", "\"other\"").status()).isEqualTo(200);
		assertThat(get("Range", "bytes=0-4", "If-Range", "W/" + ETAG).status()).isEqualTo(200);
		assertThat(get("Range", "bytes=0-4", "If-Range", "Wed, 21 Oct 2015 07:28:00 GMT").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "%s | 304", "W/%s | 304", "\"other\", %s | 304", "\"other\" | 200" })
	void fileWhenClientHasItIsNotSentAgain(String known, int status) {
		Answer answer = get("If-None-Match", known.formatted(ETAG));
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("ETag")).isEqualTo(ETAG);
		assertThat(this.api.storage().opened()).hasSize((status == 304) ? 0 : 1);
	}

	@Test
	void headWhenAskedForHasTheHeadersAndReadsNothing() {
		Answer answer = Replica
			.send(this.api.request(this.link).header("Range", "bytes=0-4").method("HEAD", BodyPublishers.noBody()));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(SIZE));
		assertThat(answer.header("ETag")).isEqualTo(ETAG);
		assertThat(answer.header("Content-Disposition")).startsWith("attachment");
		assertThat(this.api.storage().opened()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "media.mp4\\? | info.json?", "type=video | type=text", "attachment | inline",
					"size=4194304 | size=4194305", "sha256=9f | sha256=8f", "expires=\\d+ | expires=9999999999",
					"signature=.* | signature=", "&signature=.* | ''", "signature=. | signature=~",
					"/files/[^?]*\\? | /files/a/b/c?", "\\?.* | ''" })
	void linkWhenAnythingIsChangedIs403(String from, String to) {
		String forged = this.link.replaceFirst(from, to);
		assertThat(forged).isNotEqualTo(this.link);
		Answer answer = this.api.get(forged);
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.json().get("code").asString()).isEqualTo("link_invalid");
		assertThat(this.api.storage().opened()).isEmpty();
	}

	@Test
	void linkWhenExpiredIs403() {
		URI expired = this.api.bean(FileLinks.class)
			.sign(this.video.key(this.video.media()), this.video.media(), "inline", new Base(""), Duration.ZERO)
			.url();
		Answer answer = this.api.get(expired.toString());
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.json().get("code").asString()).isEqualTo("link_expired");
	}

	@Test
	void linkWhenAnotherReplicaSignedItIsGood() {
		Answer answer = Replica.shared(redis).get(this.link);
		assertThat(answer.json().get("code").asString()).isEqualTo("file_not_found"); // its
																						// own
																						// storage
																						// is
																						// empty
	}

	@Test
	void linkWhenStorageLostTheFileIs404AndWhenItIsAwayIs503() {
		this.api.storage().clear();
		assertThat(get().status()).isEqualTo(404);
		this.api.storage().setAway(true);
		try {
			Answer answer = get();
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.json().get("code").asString()).isEqualTo("storage_unavailable");
			assertThat(answer.header("Content-Disposition")).isEmpty();
		}
		finally {
			this.api.storage().setAway(false);
		}
	}

	/** Or the client would take what it has got for the whole, or wait for the rest. */
	@Test
	void connectionWhenStorageBreaksOffEndsAtOnce() {
		this.api.storage().setBreaksAfter(1_000_000);
		try {
			Instant before = Instant.now();
			assertThatIOException()
				.isThrownBy(() -> Replica.HTTP.send(this.api.request(this.link).build(), BodyHandlers.ofByteArray()));
			assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
			Awaitility.await().until(this.api.storage().opened().getFirst()::isClosed);
		}
		finally {
			this.api.storage().setBreaksAfter(Long.MAX_VALUE);
		}
	}

	/** A terabyte fits into no memory. */
	@Test
	void storageWhenClientGoesAwayIsReadNoFurther() throws Exception {
		makeItATerabyte();
		FakeObject object;
		try (HttpClient client = HttpClient.newHttpClient();
				InputStream body = client
					.send(HttpRequest.newBuilder(URI.create(this.api.url(this.link))).build(),
							BodyHandlers.ofInputStream())
					.body()) {
			assertThat(new String(body.readNBytes(9), StandardCharsets.US_ASCII)).isEqualTo("media.mp4");
			object = this.api.storage().opened().getFirst();
			assertThat(object.isClosed()).isFalse();
			body.close();
			client.shutdownNow();
		}
		Awaitility.await().until(object::isClosed);
		assertThat(object.position()).isLessThan(200_000_000);
	}

	private void makeItATerabyte() {
		StoredFile media = new StoredFile("media.mp4", "video/mp4", 1L << 40, "9f".repeat(32));
		Video large = new Video(Video.SCHEMA, this.video.id(), this.video.owner(), this.video.prefix(), "Sea",
				this.video.url(), "Generic", null, null, null, null, "mp4", media, null, this.video.others(), Map.of(),
				this.video.createdAt(), null);
		redis.template().opsForValue().set("{autoclip}:video:" + large.id(), StoredJson.write(large));
		this.link = link("");
	}

}

package io.autoclip.api.page;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.redis.TestRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every answer tells a browser about itself.
 */
class AnswerHeadersApiTests {

	private static final String POLICY = "Content-Security-Policy";

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	@ParameterizedTest
	@ValueSource(strings = { "/", "/video/x", "/docs", "/docs/problems", "/swagger-ui/index.html", "/openapi.json",
			"/assets/index.js", "/tasks", "/tasks?limit=0", "/videos/x/download", "/nothing/here", "/livez", "/info" })
	void everyAnswerIsGuarded(String path) {
		assertGuarded(this.api.get(path).response().headers().map().toString());
	}

	private static void assertGuarded(String headers) {
		assertThat(headers.toLowerCase()).contains("x-content-type-options", "nosniff", "x-frame-options", "deny",
				"referrer-policy", "same-origin", "cross-origin-opener-policy", "cross-origin-resource-policy",
				"default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'");
	}

	@Test
	void refusalsAreGuarded() {
		Answer tooLarge = Replica.send(this.api.request("/tasks")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofByteArray(new byte[100_000])));
		assertThat(tooLarge.status()).isEqualTo(413);
		assertGuarded(tooLarge.response().headers().map().toString());
		Answer foreign = Replica
			.send(this.api.request("/tasks").header("Origin", "null").POST(BodyPublishers.noBody()));
		assertThat(foreign.status()).isEqualTo(403);
		assertGuarded(foreign.response().headers().map().toString());
	}

	@Test
	void refusalsOfTheServerItselfAreGuarded() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.api.port())) {
			socket.getOutputStream()
				.write("GET /a|b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 400");
			assertGuarded(answer);
		}
	}

	@Test
	void pagesMayPlayFilesFromTheStorageOfTheSameHostAndRunOnlyTheirOwnScripts() {
		assertThat(this.api.get("/").header(POLICY)).contains("script-src 'self';", "style-src 'self';",
				"media-src 'self' http://127.0.0.1:9000;", "img-src 'self' http://127.0.0.1:9000;");
	}

	@Test
	void stylesInElementsAreForSwaggerUiAlone() {
		assertThat(this.api.get("/swagger-ui/index.html").header(POLICY)).contains("script-src 'self';",
				"style-src 'self' 'unsafe-inline';");
		assertThat(this.api.get("/docs/problems").header(POLICY)).doesNotContain("unsafe");
	}

	@Test
	void nothingForeignIsAllowedWhereTheApiStreams() {
		assertThat(Replica.behindProxy(redis).get("/").header(POLICY)).contains("media-src 'self';", "img-src 'self';");
	}

	@Test
	void addressOfTheStorageWhenSetIsTheOneAllowed() {
		Map<String, Object> settings = Map.of("autoclip.storage.public-url", "https://files.example/below");
		try (Replica api = Replica.start(redis.port(), settings)) {
			assertThat(api.get("/").header(POLICY)).contains("media-src 'self' https://files.example;");
		}
	}

}

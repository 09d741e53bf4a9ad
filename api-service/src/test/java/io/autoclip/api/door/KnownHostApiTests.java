package io.autoclip.api.door;

import java.io.IOException;
import java.net.Socket;
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
 * Who comes to an open door by another's name (DNS rebinding).
 */
class KnownHostApiTests {

	private static final String WISH = "{\"url\": \"https://example.com/1\"}";

	private static final int MOST_SILENCE_MS = 20_000;

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private static String send(Replica api, String request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", api.port())) {
			socket.setSoTimeout(MOST_SILENCE_MS);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static String get(Replica api, String path, String host) throws IOException {
		return send(api, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/tasks", "/events", "/info", "/docs/problems", "/livez", "/assets/style.css",
			"/nothing" })
	void readingByAnotherNameIsRefused(String path) throws IOException {
		assertThat(get(this.api, path, "evil.example:" + this.api.port())).startsWith("HTTP/1.1 421 ")
			.contains("application/problem+json", "\"code\":\"unknown_host\"", "AUTOCLIP_HOSTS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0x7f.1", "1.2.3", "a.-" })
	void askingByWhatIsNoHostIsRefused(String host) throws IOException {
		assertThat(get(this.api, "/livez", host)).startsWith("HTTP/1.1 400 ")
			.contains("application/problem+json", "\"code\":\"malformed_request\"", "Content-Security-Policy");
	}

	@Test
	void changingByAnotherNameIsRefusedAndChangesNothing() throws IOException {
		String rest = "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + WISH.length()
				+ "\r\n\r\n" + WISH;
		assertThat(send(this.api, "POST /tasks HTTP/1.1\r\nHost: evil.example\r\n" + rest)).startsWith("HTTP/1.1 421 ");
		assertThat(send(this.api, "POST /tasks HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\n"
				+ "Sec-Fetch-Site: same-origin\r\n" + rest))
			.startsWith("HTTP/1.1 421 ");
		assertThat(this.api.get("/tasks").ids()).isEmpty();
		assertThat(send(this.api, "POST /tasks HTTP/1.1\r\nHost: localhost\r\n" + rest)).startsWith("HTTP/1.1 202 ");
		assertThat(this.api.get("/tasks").ids()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "localhost:8004", "clips.localhost", "127.0.0.1:1", "192.0.2.7", "[::1]:8004",
			"[2001:db8::1]" })
	void addressesAndThisMachineAreKnown(String host) throws IOException {
		assertThat(get(this.api, "/tasks", host)).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void programThatNamesNoHostIsServed() throws IOException {
		assertThat(send(this.api, "GET /tasks HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void namesThatTheOperatorGivesAreKnownAndAPublicUrlHidesNoOther() throws IOException {
		try (Replica named = Replica.start(redis.port(),
				Map.of("autoclip.hosts", "nas,,clips.example", "autoclip.public-url", "https://public.example/"))) {
			for (String host : new String[] { "nas", "clips.example:80", "public.example", "127.0.0.1" }) {
				assertThat(get(named, "/tasks", host)).as(host).startsWith("HTTP/1.1 200 ");
			}
			assertThat(get(named, "/tasks", "evil.example")).startsWith("HTTP/1.1 421 ");
			assertThat(get(named, "/tasks", "api-service")).startsWith("HTTP/1.1 421 ");
		}
	}

	@Test
	void whatATrustedProxyWasAskedByCounts() throws IOException {
		Replica proxied = Replica.behindProxy(redis);
		Answer refused = proxied.get("/tasks", "X-Forwarded-Host", "evil.example, clips.example");
		assertThat(refused.status()).isEqualTo(421);
		assertThat(proxied.get("/tasks", "X-Forwarded-Host", "clips.example:443").status()).isEqualTo(200);
		assertThat(proxied.get("/tasks", "X-Forwarded-Host", "[2001:db8::1]:443").status()).isEqualTo(200);
		assertThat(send(proxied, "GET /tasks HTTP/1.1\r\nHost: upstream.example\r\nX-Forwarded-Host: clips.example\r\n"
				+ "Connection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 200 ");
	}

	@Test
	void whatAnybodyElseForwardsDoesNot() throws IOException {
		assertThat(this.api.get("/tasks", "X-Forwarded-Host", "evil.example").status()).isEqualTo(200);
		assertThat(send(this.api, "GET /tasks HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\n"
				+ "Connection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 421 ");
	}

	@Test
	void lockedDoorNeedsNoNames() throws IOException {
		Replica locked = Replica.locked(redis);
		assertThat(get(locked, "/tasks", "clips.example")).startsWith("HTTP/1.1 401 ");
		assertThat(get(locked, "/livez", "clips.example")).startsWith("HTTP/1.1 200 ");
	}

}

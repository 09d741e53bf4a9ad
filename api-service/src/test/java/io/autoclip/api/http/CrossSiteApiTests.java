package io.autoclip.api.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.redis.TestRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What browsers send for pages, ours and others'.
 */
class CrossSiteApiTests {

	private static final String WISH = "{\"url\": \"https://example.com/1\"}";

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private static Answer post(Replica api, String... headers) {
		List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
		all.addAll(List.of(headers));
		return Replica
			.send(api.request("/tasks").headers(all.toArray(String[]::new)).POST(BodyPublishers.ofString(WISH)));
	}

	@ParameterizedTest
	@CsvSource({ "Origin, https://evil.example", "Origin, null", "Origin, http://127.0.0.1",
			"Origin, http://127.0.0.1:1", "Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site",
			"Sec-Fetch-Site, whatever" })
	void postWhenItComesFromAnotherSiteIs403(String name, String value) {
		Answer answer = post(this.api, name, value);
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.json().get("code").asString()).isEqualTo("cross_site_request");
		assertThat(this.api.get("/tasks").ids()).isEmpty();
	}

	@Test
	void originWhenBrowserTellsMoreDoesNotCount() {
		assertThat(post(this.api, "Sec-Fetch-Site", "cross-site", "Origin", this.api.url("")).status()).isEqualTo(403);
	}

	@Test
	void deleteWhenItComesFromAnotherSiteIs403() {
		HttpRequest.Builder request = this.api.request("/videos/0a2c4e6g8j0m2p4r6t8w0y2a4c");
		assertThat(Replica.send(request.header("Sec-Fetch-Site", "cross-site").DELETE()).status()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "same-origin", "none" })
	void postWhenBrowserSaysThatItIsOursIsTaken(String site) {
		assertThat(post(this.api, "Sec-Fetch-Site", site).status()).isEqualTo(202);
	}

	@Test
	void postWhenOriginIsOursIsTaken() {
		assertThat(post(this.api, "Origin", this.api.url("")).status()).isEqualTo(202);
	}

	@Test
	void postWhenOriginIsTheProxysIsTaken() {
		Replica api = Replica.behindProxy(redis);
		assertThat(post(api, "X-Forwarded-Proto", "https", "X-Forwarded-Host", "clips.example", "Origin",
				"https://clips.example")
			.status()).isEqualTo(202);
		assertThat(post(this.api, "X-Forwarded-Proto", "https", "X-Forwarded-Host", "clips.example", "Origin",
				"https://clips.example")
			.status()).isEqualTo(403);
	}

	@Test
	void readingWhenItComesFromAnotherSiteIsAllowedAndNothingIsShared() {
		HttpRequest.Builder asked = this.api.request("/tasks")
			.headers("Origin", "https://evil.example", "Access-Control-Request-Method", "POST")
			.method("OPTIONS", BodyPublishers.noBody());
		Answer read = this.api.get("/tasks", "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site");
		assertThat(read.status()).isEqualTo(200);
		for (Answer answer : List.of(read, Replica.send(asked))) {
			assertThat(answer.response().headers().map().keySet())
				.noneMatch((name) -> name.toLowerCase().startsWith("access-control"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override" })
	void methodWhenAHeaderNamesAnotherStaysTheSame(String header) {
		String id = this.api.submit("https://example.com/1").id();
		assertThat(this.api.get("/tasks/" + id + "/cancel", header, "POST").status()).isEqualTo(405);
		assertThat(this.api.get("/tasks/" + id + "?_method=DELETE", header, "DELETE").status()).isEqualTo(200);
		assertThat(this.api.get("/tasks/" + id).json().get("status").asString()).isEqualTo("queued");
	}

}

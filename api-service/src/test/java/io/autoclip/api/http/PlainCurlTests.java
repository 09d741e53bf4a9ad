package io.autoclip.api.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

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
 * {@code curl -d} without a header says that it sends a form.
 */
class PlainCurlTests {

	private static final String LINK = "https://example.com/watch?v=1&t=2+3%20";

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private Answer post(String path, String body, String... headers) {
		HttpRequest.Builder request = this.api.request(path)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body));
		return Replica.send((headers.length > 0) ? request.headers(headers) : request);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/task", "/tasks" })
	void postWhenJsonIsDeclaredAsAFormIsTaken(String path) {
		Answer answer = post(path, "{\"url\": \"" + LINK + "\"}");
		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.json().get("url").asString()).isEqualTo(LINK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "same-origin", "none" })
	void postWhenBrowserSaysThatItIsOursIsTaken(String site) {
		assertThat(post("/task", "{\"url\": \"" + LINK + "\"}", "Sec-Fetch-Site", site).status()).isEqualTo(202);
	}

	@ParameterizedTest
	@CsvSource({ "Origin, https://evil.example", "Origin, null", "Sec-Fetch-Site, cross-site",
			"Sec-Fetch-Site, same-site", "Sec-Fetch-Site, whatever" })
	void postWhenItMayComeFromAnotherSiteIsRefused(String name, String value) {
		Answer answer = post("/task", "{\"url\": \"" + LINK + "\"}", name, value);
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.json().get("code").asString()).isEqualTo("cross_site_request");
		assertThat(this.api.get("/tasks").ids()).isEmpty();
	}

	@Test
	void postWhenOurOwnPageSendsAFormIs415() {
		assertThat(post("/task", "{}", "Origin", this.api.url("")).status()).isEqualTo(415);
	}

	@Test
	void postWhenItIsAFormIs400() {
		Answer answer = post("/task", "url=https%3A%2F%2Fexample.com%2F");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("code").asString()).isEqualTo("malformed_json");
	}

}

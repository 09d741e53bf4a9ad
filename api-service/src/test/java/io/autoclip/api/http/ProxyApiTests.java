package io.autoclip.api.http;

import java.net.http.HttpRequest.BodyPublishers;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.api.event.EventClient;
import io.autoclip.redis.TestRedis;
import io.autoclip.video.Video;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Behind a proxy that shows AutoClip below a path, which it strips.
 */
class ProxyApiTests {

	private static final String[] PROXY = { "X-Forwarded-Proto", "https", "X-Forwarded-Host", "clips.example",
			"X-Forwarded-Prefix", "/below", "X-Forwarded-For", "198.51.100.1" };

	private static final String OUTSIDE = "https://clips.example/below";

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.behindProxy(redis);

	@Test
	void linksWhenProxyIsTrustedLeadThroughIt() {
		Video video = new Workshop(this.api).fetch("https://example.com/1");
		String task = this.api.get("/tasks").ids().getFirst();
		assertThat(this.api.get("/tasks/" + task, PROXY).json().at("/links/self").asString())
			.isEqualTo(OUTSIDE + "/tasks/" + task);
		assertThat(this.api.get("/videos/" + video.id(), PROXY).json().get("thumbnail_url").asString())
			.isEqualTo(OUTSIDE + "/videos/" + video.id() + "/thumbnail");
		assertThat(this.api.get("/videos/" + video.id() + "/download", PROXY).header("Location"))
			.startsWith(OUTSIDE + "/files/" + video.id() + "/");
		assertThat(this.api.get("/docs", PROXY).header("Location")).isEqualTo("/below/swagger-ui/index.html");
		try (EventClient events = EventClient.open(this.api, "/tasks/" + task + "/events", PROXY)) {
			assertThat(events.await(1).getFirst().task().at("/links/self").asString()).startsWith(OUTSIDE);
		}
	}

	@Test
	void locationWhenTaskIsAcceptedLeadsThroughIt() {
		Answer accepted = Replica.send(this.api.request("/task")
			.headers(PROXY)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"url\": \"https://example.com/1\"}")));
		assertThat(accepted.header("Location")).isEqualTo(OUTSIDE + "/tasks/" + accepted.id());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tasks/x", "/nothing", "/tasks?limit=0", "/error" })
	void problemsWhenProxyIsTrustedLeadThroughIt(String path) {
		Answer answer = this.api.get(path, PROXY);
		assertThat(answer.json().get("type").asString())
			.isEqualTo("/below/docs/problems#" + answer.json().get("code").asString());
		assertThat(answer.json().get("instance").asString()).isEqualTo("/below" + path.replaceFirst("\\?.*", ""));
	}

	@Test
	void pagesWhenProxyIsTrustedAreThere() {
		for (String path : new String[] { "/", "/video/0a2c4e6g8j0m2p4r6t8w0y2a4c", "/docs/problems", "/openapi.json",
				"/assets/api.js", "/swagger-ui/index.html", "/livez" }) {
			assertThat(this.api.get(path, PROXY).status()).as(path).isEqualTo(200);
		}
		assertThat(this.api.get("/openapi.json/swagger-config", PROXY).json().get("url").asString())
			.isEqualTo("/below/openapi.json");
		assertThat(this.api.get("/swagger-ui/swagger-initializer.js", PROXY).response().body())
			.contains("/below/openapi.json/swagger-config");
	}

	/** What one client's proxy said must not stay in what the next is told. */
	@Test
	void docsWhenAskedForWithoutTheProxyHaveNoPrefix() {
		this.api.get("/openapi.json", PROXY);
		assertThat(this.api.get("/openapi.json").response().body()).doesNotContain("/below", "clips.example");
		assertThat(this.api.get("/swagger-ui/swagger-initializer.js").response().body()).doesNotContain("/below");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "a b", "%", "http://x", ",", "\u00e4", "x:y:z", "x:99999999999", "[::1]:x" })
	void answerWhenForwardedValuesAreIllFormedIsAsWithoutThem(String value) {
		Answer answer = this.api.get("/tasks/x", "X-Forwarded-Host", value, "X-Forwarded-Port", value,
				"X-Forwarded-Proto", value, "X-Forwarded-Prefix", value, "X-Forwarded-For", value, "Forwarded", value);
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.json().get("type").asString()).isEqualTo("/docs/problems#task_not_found");
	}

	@Test
	void linksWhenNobodyIsTrustedLeadWhereTheRequestCameTo() {
		Replica direct = Replica.shared(redis);
		Answer answer = direct.get("/tasks/" + direct.submit("https://example.com/1").id(), PROXY);
		assertThat(answer.json().at("/links/self").asString()).startsWith(direct.url("/tasks/"));
	}

}

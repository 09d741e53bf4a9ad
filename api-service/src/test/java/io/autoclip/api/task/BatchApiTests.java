package io.autoclip.api.task;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.redis.TestRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many links in one request.
 */
class BatchApiTests {

	private static final JsonMapper JSON = new JsonMapper();

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private static List<String> links(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "https://example.com/" + i).toList();
	}

	private Answer post(List<String> links, String... headers) {
		return post(this.api, links, headers);
	}

	private static Answer post(Replica api, List<String> links, String... headers) {
		return Replica.send(api.request("/tasks/batch")
			.header("Content-Type", "application/json")
			.headers((headers.length > 0) ? headers : new String[] { "Accept", "application/json" })
			.POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("urls", links)))));
	}

	private static List<String> codes(Answer answer) {
		return items(answer).stream().map((item) -> item.path("code").asString("")).toList();
	}

	private static List<JsonNode> items(Answer answer) {
		return answer.json().get("items").valueStream().toList();
	}

	@Test
	void eachLinkIsATaskAndEachThatIsRefusedAProblemInItsPlace() {
		Answer answer = post(List.of("https://example.com/1", "ftp://example.com/2", "", "https://example.com/3"));
		assertThat(answer.status()).isEqualTo(202);
		assertThat(codes(answer)).containsExactly("", "invalid_url", "invalid_url", "");
		JsonNode refused = items(answer).get(1);
		assertThat(refused.propertyNames()).contains("type", "title", "status", "detail", "instance");
		assertThat(refused.get("instance").asString()).isEqualTo("/tasks/batch");
		List<String> made = List.of(items(answer).get(3).get("id").asString(),
				items(answer).get(0).get("id").asString());
		assertThat(this.api.get("/tasks").ids()).isEqualTo(made);
		assertThat(items(answer).get(0).get("url").asString()).isEqualTo("https://example.com/1");
	}

	@Test
	void hundredOfTheLongestLinksAreTaken() {
		List<String> longest = links(100).stream()
			.map((link) -> link + "/" + "x".repeat(2047 - link.length()))
			.toList();
		assertThat(codes(post(longest))).hasSize(100).containsOnly("");
		assertThat(this.api.get("/tasks?limit=100").ids()).hasSize(100);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"urls\": []}", "{\"urls\": null}", "{\"urls\": \"https://example.com/\"}",
			"{\"urls\": [1]}", "{\"urls\": [\"https://example.com/\"], \"x\": 1}", "[]" })
	void bodyThatIsNoBatchIs400AndMakesNothing(String body) {
		assertThat(this.api.post("/tasks/batch", body).status()).isEqualTo(400);
		assertThat(this.api.get("/tasks").ids()).isEmpty();
	}

	@Test
	void oneLinkMoreThan100Is400() {
		Answer answer = post(links(101));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("code").asString()).isEqualTo("invalid_request");
	}

	@Test
	void sameKeyIsTheSameAnswerWithTheSameTasks() {
		List<String> links = List.of("https://a.example/", "nonsense", "https://b.example/");
		Answer first = post(links, "Idempotency-Key", "a");
		Answer replay = post(links, "Idempotency-Key", "a");
		assertThat(replay.json()).isEqualTo(first.json());
		assertThat(this.api.get("/tasks").ids()).hasSize(2);
		assertThat(post(links(2), "Idempotency-Key", "a").status()).isEqualTo(422);
	}

	@Test
	void whatIsBeyondTheLimitOfTheClientIsTooMany() {
		try (Replica limited = Replica.start(redis.port(), Map.of("autoclip.client-tasks", 2))) {
			await("the first tick").until(() -> "2"
				.equals(redis.template().<String, String>opsForHash().get("{autoclip}:settings", "owner_limit")));
			List<String> links = List.of("https://a.example/", "nonsense", "https://b.example/", "https://c.example/");
			Answer first = post(limited, links, "Idempotency-Key", "a");
			assertThat(codes(first)).containsExactly("", "invalid_url", "", "too_many_tasks");
			assertThat(codes(post(limited, links(1), "Idempotency-Key", "b"))).containsExactly("too_many_tasks");
			assertThat(post(limited, links, "Idempotency-Key", "a").json()).isEqualTo(first.json());
			limited.post("/tasks/" + items(first).getFirst().get("id").asString() + "/cancel");
			// Nothing came of the key: its repetition is the first that something may
			// come of.
			assertThat(codes(post(limited, links(1), "Idempotency-Key", "b"))).containsExactly("");
			assertThat(codes(post(limited, links, "Idempotency-Key", "a"))).isEqualTo(codes(first));
		}
	}

}

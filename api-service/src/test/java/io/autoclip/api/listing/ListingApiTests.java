package io.autoclip.api.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.autoclip.api.Replica;
import io.autoclip.api.Replica.Answer;
import io.autoclip.api.Workshop;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.FailureCode;
import io.autoclip.video.Video;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the lists of tasks and videos can be asked for.
 */
class ListingApiTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private final Workshop workshop = new Workshop(this.api);

	@BeforeEach
	void emptyStorage() {
		this.api.storage().clear();
	}

	private String fetch(String link, String title) {
		Video video = this.workshop.succeed(this.workshop.begin(this.api.submit(link).id()), title, Map.of());
		return video.id().value();
	}

	@Test
	void videosAreFoundByEachFilter() {
		String sea = fetch("https://www.example.com/1", "Zwei am Meer, von Jörg");
		String night = fetch("https://b.example/2", "Night");
		assertThat(this.api.get("/videos").ids()).containsExactly(night, sea);
		assertThat(this.api.get("/videos?sort=created").ids()).containsExactly(sea, night);
		assertThat(this.api.get("/videos?sort=title").ids()).containsExactly(night, sea);
		for (String filter : List.of("q=jorg", "q=meer+ZWEI", "site=example.com", "site=www.example.com",
				"owner=me&q=meer", "kind=video&site=example.com", "duration_min=12.5&q=jorg", "size_max=4194304&q=jorg",
				"created_after=2025-11-24T16:00:00.500Z&q=jorg", "created_before=2025-11-24T16:00:00.501Z&q=jorg")) {
			assertThat(this.api.get("/videos?" + filter).ids()).as(filter).containsExactly(sea);
		}
		for (String filter : List.of("q=meers", "site=c.example", "owner=192.0.2.1", "kind=audio", "duration_min=12.6",
				"duration_max=12", "size_max=1", "size_min=4194305", "created_after=2025-11-24T17:00:00.501%2B01:00",
				"created_before=2025-11-24T16:00:00.500Z")) {
			assertThat(this.api.get("/videos?" + filter).ids()).as(filter).isEmpty();
		}
	}

	@Test
	void tasksAreFoundByEachFilter() {
		String waiting = this.api.submit("https://a.example/watch/x1").id();
		String failed = this.workshop.exhaust(this.api.submit("https://b.example/x2").id(), FailureCode.DRM);
		fetch("https://c.example/x3", "Sea");
		assertThat(this.api.get("/tasks?q=sea").ids()).hasSize(1);
		assertThat(this.api.get("/tasks?q=sea&status=succeeded&site=c.example&kind=download&owner=me").ids())
			.hasSize(1);
		assertThat(this.api.get("/tasks?q=watch").ids()).containsExactly(waiting);
		assertThat(this.api.get("/tasks?status=failed").ids()).containsExactly(failed);
		assertThat(this.api.get("/tasks?sort=finished").ids()).startsWith(waiting, failed).hasSize(3);
		assertThat(this.api.get("/tasks?sort=-finished&limit=1").json().get("next_cursor").asString()).isNotEmpty();
		assertThat(this.api.get("/tasks?created_before=2026-01-01T00:00:00Z").ids()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "title", "-title", "duration", "-size" })
	void cursorGoesOnInItsOwnOrderAlone(String sort) {
		List<String> all = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			all.add(fetch("https://a.example/" + i, "Sea " + i));
		}
		Answer first = this.api.get("/videos?limit=2&sort=" + sort);
		String cursor = first.json().get("next_cursor").asString();
		Answer second = this.api.get("/videos?limit=2&sort=" + sort + "&cursor=" + cursor);
		assertThat(second.json().has("next_cursor")).isFalse();
		all.removeAll(first.ids());
		assertThat(second.ids()).isEqualTo(all);
		Answer other = this.api.get("/videos?cursor=" + cursor);
		assertThat(other.json().get("code").asString()).isEqualTo("invalid_cursor");
		assertThat(this.api.get("/tasks?cursor=" + cursor).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/videos?sort=color", "/videos?sort=--title", "/videos?kind=film", "/videos?site=%20",
			"/videos?created_after=yesterday", "/videos?duration_min=-1", "/videos?duration_max=NaN",
			"/videos?size_min=1.5", "/videos?size_max=-1", "/tasks?sort=title", "/tasks?status=lost",
			"/tasks?kind=film", "/tasks?kind=preview", "/tasks?created_before=2026", "/videos?limit=101" })
	void parameterThatIsNoneIs400(String path) {
		Answer answer = this.api.get(path);
		assertThat(answer.status()).isEqualTo(400);
		JsonNode problem = answer.json();
		assertThat(problem.get("code").asString()).isEqualTo("invalid_parameter");
	}

	@Test
	void textThatIsTooLongIs400AndOneWithoutWordsFindsAll() {
		String sea = fetch("https://a.example/1", "Sea");
		assertThat(this.api.get("/videos?q=" + "x".repeat(201)).status()).isEqualTo(400);
		assertThat(this.api.get("/videos?q=%20%21").ids()).containsExactly(sea);
	}

	@Test
	void statsTellWhetherItIsTheSite() {
		fetch("https://a.example/1", "Sea");
		this.workshop.exhaust(this.api.submit("https://b.example/x2").id(), FailureCode.DRM);
		JsonNode stats = this.api.get("/stats").json();
		assertThat(stats.at("/tasks/succeeded").asInt()).isEqualTo(1);
		assertThat(stats.at("/tasks/failed").asInt()).isEqualTo(1);
		assertThat(stats.at("/videos/count").asInt()).isEqualTo(1);
		assertThat(stats.at("/videos/bytes").asInt()).isEqualTo(4_194_304 + 99 + 99 + 99 + 9 + 9);
		assertThat(stats.at("/sites/0/site").asString()).isEqualTo("b.example");
		assertThat(stats.at("/sites/0/last_error/code").asString()).isEqualTo("drm");
		assertThat(stats.at("/sites/0/last_success_at").isNull()).isTrue();
		assertThat(stats.at("/sites/1/succeeded").asInt()).isEqualTo(1);
	}

}

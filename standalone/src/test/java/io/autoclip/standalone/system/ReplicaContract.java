package io.autoclip.standalone.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.autoclip.standalone.servers.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two replicas of the api and two workers: it does not matter who answers.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ReplicaContract {

	private final TestSystem system;

	private Api one;

	private Api two;

	ReplicaContract(TestServers servers) {
		this.system = new TestSystem(servers);
	}

	@BeforeAll
	void start() {
		this.system.startWorker();
		this.system.startWorker();
		this.one = this.system.startApi();
		this.two = this.system.startApi();
	}

	@AfterAll
	void stop() {
		this.system.close();
	}

	@Test
	void eventsOfATaskComeThroughTheOtherReplica() throws Exception {
		String task = this.one.submit(this.system.origin().slow("/watched.mp4", Media.clip(), 500));
		List<JsonNode> heard = CompletableFuture.supplyAsync(() -> listen(this.two, task)).get();
		assertThat(heard.getLast().get("status").asString()).isEqualTo("succeeded");
		assertThat(heard).extracting((event) -> event.get("status").asString()).contains("running");
		assertThat(heard.getLast().get("video_id")).isEqualTo(this.one.task(task).get("video_id"));
	}

	@Test
	void everyTaskEndsOnceHoweverManyWorkersThereAre() {
		List<String> tasks = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			Api api = (i % 2 == 0) ? this.one : this.two;
			tasks.add(api.submit(this.system.origin().file("/many" + i + ".mp4", Media.clip())));
		}
		for (String task : tasks) {
			JsonNode ended = this.two.end(task);
			assertThat(ended.get("status").asString()).isEqualTo("succeeded");
			assertThat(ended.get("attempt").asInt()).isEqualTo(1);
		}
	}

	private static List<JsonNode> listen(Api api, String task) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(api.address() + "/tasks/" + task + "/events")).build();
		JsonMapper json = new JsonMapper();
		try (HttpClient http = HttpClient.newHttpClient();
				Stream<String> lines = http.send(request, BodyHandlers.ofLines()).body()) {
			return lines.filter((line) -> line.startsWith("data:"))
				.map((line) -> json.readTree(line.substring("data:".length())))
				.toList();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package io.autoclip.standalone.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

import io.autoclip.standalone.servers.EmbeddedTestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One download for all who ask, through two replicas of the api and two workers.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SharedDownloadTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** More than lies in buffers of those who only look at its beginning. */
	private static final int MUCH = 24 * 1024 * 1024;

	private final TestSystem system = new TestSystem(new EmbeddedTestServers());

	/** How often the origin has sent a file to its end. */
	private final AtomicInteger sent = new AtomicInteger();

	private CountDownLatch gate = new CountDownLatch(1);

	private List<Api> replicas = List.of();

	@BeforeAll
	void start() {
		this.system.startWorker("--autoclip.worker.slots=4");
		this.system.startWorker("--autoclip.worker.slots=4");
		this.replicas = List.of(this.system.startApi(), this.system.startApi());
	}

	@AfterAll
	void stop() {
		this.system.close();
	}

	@BeforeEach
	void shutTheGate() {
		this.gate = new CountDownLatch(1);
	}

	@AfterEach
	void openTheGate() {
		this.gate.countDown();
	}

	private Api api(int number) {
		return this.replicas.get(number % this.replicas.size());
	}

	/** Half of the file is sent, and the rest when the gate opens. */
	private String gated(String path, Path file) throws IOException {
		CountDownLatch held = this.gate;
		byte[] bytes = Files.readAllBytes(file);
		this.sent.set(0);
		return this.system.origin().page(path, (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "video/mp4");
			exchange.sendResponseHeaders(200, bytes.length);
			exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
			exchange.getResponseBody().flush();
			Origin.await(held);
			exchange.getResponseBody().write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
			this.sent.incrementAndGet();
		});
	}

	/** Each in another spelling, one through each replica in turn, all at once. */
	private List<String> ask(String url, int times) {
		return IntStream.range(0, times)
			.parallel()
			.mapToObj((i) -> api(i).submit(url + ((i % 3 == 0) ? "#part" + i : "?utm_source=" + i)))
			.toList();
	}

	private boolean follows(String task) {
		JsonNode shown = this.replicas.getFirst().task(task);
		List<String> outcomes = new ArrayList<>();
		shown.get("attempts").forEach((attempt) -> outcomes.add(attempt.get("outcome").asString("")));
		return "queued".equals(shown.get("status").asString()) && outcomes.contains("followed");
	}

	private String leaderOf(List<String> tasks) {
		Awaitility.await("one to lead and the others to follow")
			.atMost(PATIENCE)
			.until(() -> tasks.stream().filter(this::follows).count() == tasks.size() - 1);
		return tasks.stream().filter((task) -> !follows(task)).findFirst().orElseThrow();
	}

	private Set<String> videos(List<String> tasks) {
		Set<String> videos = new HashSet<>();
		tasks.forEach((task) -> {
			JsonNode ended = this.replicas.getFirst().end(task);
			assertThat(ended.get("status").asString()).as(ended.toString()).isEqualTo("succeeded");
			videos.add(ended.get("video_id").asString());
		});
		return videos;
	}

	@Test
	void fiftyWishesAtOnceAreFetchedOnce() throws IOException {
		Path file = Media.padded("much.mp4", MUCH);
		List<String> tasks = ask(gated("/fifty.mp4", file), 50);
		Awaitility.await("somebody to follow").atMost(PATIENCE).until(() -> tasks.stream().anyMatch(this::follows));
		this.gate.countDown();
		Set<String> videos = videos(tasks);
		assertThat(videos).hasSize(1);
		assertThat(this.sent).hasValue(1);
		byte[] stored = this.replicas.getFirst().download(videos.iterator().next());
		assertThat(Media.sha256(stored)).isEqualTo(Media.sha256(file));
		assertThat(ask(this.system.origin().url("/fifty.mp4"), 3)).as("known from now on")
			.allMatch((task) -> "succeeded".equals(this.replicas.getFirst().status(task)));
	}

	@Test
	void cancelOfTheLeaderStopsNobodyElse() throws IOException {
		List<String> tasks = new ArrayList<>(ask(gated("/cancelled.mp4", Media.padded("much.mp4", MUCH)), 4));
		String leader = leaderOf(tasks);
		api(0).post("/tasks/" + leader + "/cancel", "");
		assertThat(api(0).end(leader).get("status").asString()).isEqualTo("cancelled");
		tasks.remove(leader);
		leaderOf(tasks);
		this.gate.countDown();
		assertThat(videos(tasks)).hasSize(1);
	}

	@Test
	void cancelOfWhoFollowsStopsNobodyElse() throws IOException {
		List<String> tasks = new ArrayList<>(ask(gated("/left.mp4", Media.padded("much.mp4", MUCH)), 3));
		String leader = leaderOf(tasks);
		String leaving = tasks.stream().filter((task) -> !task.equals(leader)).findFirst().orElseThrow();
		api(1).post("/tasks/" + leaving + "/cancel", "");
		assertThat(api(0).status(leaving)).isEqualTo("cancelled");
		this.gate.countDown();
		tasks.remove(leaving);
		assertThat(videos(tasks)).hasSize(1);
		assertThat(this.sent).hasValue(1);
	}

	@Test
	void failureForGoodOfTheLeaderIsEverybodys() {
		CountDownLatch held = this.gate;
		String url = this.system.origin().page("/nothing.mp4", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "video/mp4");
			exchange.sendResponseHeaders(200, 100);
			exchange.getResponseBody().write(new byte[50]);
			exchange.getResponseBody().flush();
			Origin.await(held);
			exchange.getResponseBody().write(new byte[50]);
		});
		List<String> tasks = ask(url, 3);
		leaderOf(tasks);
		this.gate.countDown();
		for (String task : tasks) {
			JsonNode ended = api(0).end(task);
			assertThat(ended.get("error").get("code").asString()).isEqualTo("invalid_media");
		}
	}

	@Test
	void fileThatVanishedIsNoticedAndFetchedAnewInItsPlace() {
		Path file = Media.clip();
		String url = this.system.origin().file("/lost.mp4", file);
		String video = api(0).video(url).get("id").asString();
		this.system.storage()
			.list("videos/" + video + "/")
			.forEach((object) -> this.system.storage().delete(object.key()));
		assertThat(api(0).get("/videos/" + video + "/download").statusCode()).isEqualTo(404);
		assertThat(api(1).video(url).get("id").asString()).isEqualTo(video);
		assertThat(Media.sha256(api(0).download(video))).isEqualTo(Media.sha256(file));
	}

}

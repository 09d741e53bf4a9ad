package io.autoclip.standalone.system;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.autoclip.standalone.servers.EmbeddedTestServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real list, which yt-dlp's generic extractor reads: a feed.
 */
class PlaylistTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static TestSystem system;

	private static Origin origin;

	private static Api api;

	@BeforeAll
	static void start() {
		system = TestSystem.started(new EmbeddedTestServers(), "--autoclip.worker.slots=4");
		origin = system.origin();
		api = system.startApi();
	}

	@AfterAll
	static void stop() {
		system.close();
	}

	private static String feed(String path, int entries) {
		String items = IntStream.range(0, entries)
			.mapToObj((i) -> "<item><title>Jörg im Garten " + i + "</title><link>" + origin.url(path + "/" + i + ".mp4")
					+ "</link></item>")
			.collect(Collectors.joining());
		byte[] rss = ("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>f</title>" + items
				+ "</channel></rss>")
			.getBytes(StandardCharsets.UTF_8);
		return origin.page(path, (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
			exchange.sendResponseHeaders(200, rss.length);
			exchange.getResponseBody().write(rss);
		});
	}

	private static String submit(String url) {
		HttpResponse<String> answer = api.post("/tasks", "{\"url\": \"" + url + "\", \"playlist\": true}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
		return JSON.readTree(answer.body()).get("id").asString();
	}

	private static int count(JsonNode list, String status) {
		return list.at("/children/" + status).asInt();
	}

	@Test
	void feedIsFetchedEntryByEntryAndEndsWithItsLast() {
		String url = feed("/feed", 3);
		origin.file("/feed/0.mp4", Media.clip());
		origin.file("/feed/2.mp4", Media.clip());
		JsonNode list = api.end(submit(url));
		assertThat(list.get("status").asString()).as(list.toString()).isEqualTo("succeeded");
		assertThat(list.at("/children/expected").asInt()).isEqualTo(3);
		assertThat(count(list, "succeeded")).isEqualTo(2);
		assertThat(count(list, "failed")).isEqualTo(1);
		JsonNode first = api.json("/tasks/" + list.get("id").asString() + "/children").get("items").get(2);
		assertThat(first.get("url").asString()).isEqualTo(origin.url("/feed/0.mp4"));
		assertThat(api.json("/videos/" + first.get("video_id").asString()).get("title").asString())
			.isEqualTo("Jörg im Garten 0");
		assertThat(first.get("title").asString()).isEqualTo("Jörg im Garten 0");
		assertThat(api.json("/videos?q=jorg").get("items").size()).isEqualTo(2);
		assertThat(api.json("/tasks?q=jorg&status=failed").get("items").size()).isEqualTo(1);
	}

	/** Nothing of it runs afterwards, and nothing of it begins. */
	@Test
	void threeHundredEntriesAreCancelledInTheMiddle() {
		CountDownLatch gate = new CountDownLatch(1);
		String url = feed("/long", 300);
		IntStream.range(0, 300).forEach((i) -> origin.gated("/long/" + i + ".mp4", Media.clip(), gate));
		String list = submit(url);
		Awaitility.await("the middle of the list")
			.atMost(Duration.ofSeconds(60))
			.until(() -> api.task(list), (task) -> count(task, "running") > 0);
		assertThat(api.post("/tasks/" + list + "/cancel", "").statusCode()).isEqualTo(202);
		JsonNode ended = Awaitility.await("the end of all")
			.atMost(Duration.ofSeconds(60))
			.until(() -> api.end(list), (task) -> count(task, "queued") + count(task, "running") == 0);
		gate.countDown();
		assertThat(ended.get("status").asString()).isEqualTo("cancelled");
		int made = count(ended, "cancelled");
		assertThat(made).isBetween(1, 300);
		assertThat(count(ended, "succeeded") + count(ended, "failed")).isZero();
		int asked = origin.requests().size();
		assertThat(api.video(origin.file("/after.mp4", Media.clip())).get("size").asLong()).isPositive();
		assertThat(count(api.task(list), "cancelled")).as("children after the cancel").isEqualTo(made);
		assertThat(origin.requests().subList(asked, origin.requests().size()))
			.noneMatch((one) -> one.contains("/long/"));
	}

	@Test
	void previewTellsWhatIsBehindALinkAndDownloadsNothing() {
		origin.file("/seen.mp4", Media.clip());
		HttpResponse<String> answer = api.post("/previews", "{\"url\": \"" + origin.url("/seen.mp4") + "\"}");
		String id = JSON.readTree(answer.body()).get("id").asString();
		JsonNode preview = Awaitility.await("the preview")
			.atMost(Duration.ofSeconds(60))
			.until(() -> api.json("/previews/" + id),
					(seen) -> !seen.get("status").asString().matches("queued|running"));
		assertThat(preview.get("status").asString()).as(preview.toString()).isEqualTo("succeeded");
		assertThat(preview.get("title").asString()).isEqualTo("seen");
		assertThat(preview.at("/formats/0/ext").asString()).isEqualTo("mp4");
		assertThat(preview.get("playlist").asBoolean()).isFalse();
		assertThat(JSON.readTree(api.get("/tasks").body()).get("items").valueStream())
			.noneMatch((task) -> task.get("id").asString().equals(id));
	}

	@Test
	void previewOfAListSaysSo() {
		HttpResponse<String> answer = api.post("/previews", "{\"url\": \"" + feed("/shown", 3) + "\"}");
		String id = JSON.readTree(answer.body()).get("id").asString();
		JsonNode preview = Awaitility.await("the preview")
			.atMost(Duration.ofSeconds(60))
			.until(() -> api.json("/previews/" + id),
					(seen) -> !seen.get("status").asString().matches("queued|running"));
		assertThat(preview.get("playlist").asBoolean()).as(preview.toString()).isTrue();
	}

}

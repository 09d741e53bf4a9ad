package io.autoclip.standalone.system;

import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.autoclip.standalone.servers.EmbeddedTestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every way in which a link can be no good has a code and a sentence of its own.
 */
class FailureTests {

	private static TestSystem system;

	private static Origin origin;

	private static Api api;

	@BeforeAll
	static void start() {
		system = TestSystem.started(new EmbeddedTestServers(), "--autoclip.worker.no-progress=3s",
				"--autoclip.worker.scratch-size=4MB", "--autoclip.retry.tries=1");
		origin = system.origin();
		api = system.startApi();
	}

	@AfterAll
	static void stop() {
		system.close();
	}

	@Test
	void missingPage() {
		assertThat(api.failureCode(origin.status("/404.mp4", 404))).isEqualTo("not_found");
	}

	@Test
	void forbiddenPage() {
		assertThat(api.failureCode(origin.status("/403.mp4", 403))).isEqualTo("forbidden");
	}

	@Test
	void pageThatWantsALogin() {
		assertThat(api.failureCode(origin.status("/401.mp4", 401))).isEqualTo("login_required");
	}

	@Test
	void pageWithoutVideo() {
		assertThat(api.failureCode(origin.html("/text", "<p>Only words.</p>"))).isEqualTo("no_video");
	}

	@Test
	void fileThatEndsTooSoon() {
		assertThat(api.failureCode(origin.truncated("/cut.mp4", Media.clip()))).isEqualTo("truncated");
	}

	@Test
	void fileThatIsNoVideo() {
		String url = origin.page("/fake.mp4", (exchange) -> {
			byte[] noise = "This is not a video. ".repeat(100).getBytes();
			exchange.getResponseHeaders().set("Content-Type", "video/mp4");
			exchange.sendResponseHeaders(200, noise.length);
			exchange.getResponseBody().write(noise);
		});
		assertThat(api.failureCode(url)).isEqualTo("invalid_media");
	}

	@Test
	void liveStream() {
		String playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nsegment0.ts\n";
		origin.file("/live/segment0.ts", Media.hls().resolve("segment0.ts"));
		String url = origin.page("/live/index.m3u8", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/vnd.apple.mpegurl");
			exchange.sendResponseHeaders(200, playlist.length());
			exchange.getResponseBody().write(playlist.getBytes());
		});
		assertThat(api.failureCode(url)).isEqualTo("live_stream");
	}

	@Test
	void unknownHost() {
		JsonNode task = api.end(api.submit("http://no-such-host.invalid/video.mp4"));
		assertThat(task.get("error").get("code").asString()).isEqualTo("network");
	}

	/** Defects 7 of the original: a playlist downloads every item and stores none. */
	@Test
	void pageOfManyVideosIsAPlaylist() {
		origin.file("/list/1.mp4", Media.clip());
		origin.file("/list/2.mp4", Media.otherClip());
		String url = origin.html("/list/", "<video src='1.mp4'></video><video src='2.mp4'></video>");
		assertThat(api.failureCode(url)).isEqualTo("playlist");
		assertThat(origin.requests()).doesNotContain("GET /list/2.mp4");
	}

	@Test
	void siteThatStopsSending() {
		String url = origin.gated("/stall.mp4", Media.padded("one.mp4", 1024 * 1024), new CountDownLatch(1));
		assertThat(api.failureCode(url)).isEqualTo("stalled");
	}

	@Test
	void downloadThatOutgrowsItsScratchSpace() {
		String url = origin.gated("/large.mp4", Media.padded("large.mp4", 16 * 1024 * 1024), new CountDownLatch(1));
		assertThat(api.failureCode(url)).isEqualTo("too_large");
	}

	/** Defect 18 of the original: loopback and inner addresses are fetched. */
	@Test
	void addressThatIsNotAllowedIsNeverReached() {
		try (Origin canary = new Origin()) {
			String direct = canary.file("/secret.mp4", Media.clip());
			String redirect = origin.page("/redirect.mp4", (exchange) -> {
				exchange.getResponseHeaders().set("Location", direct);
				exchange.sendResponseHeaders(302, -1);
			});
			String embedding = origin.html("/embedding", "<video src='" + direct + "'></video>");
			assertThat(api.failureCode(direct)).isEqualTo("egress_denied");
			assertThat(api.failureCode(redirect)).isEqualTo("egress_denied");
			assertThat(api.failureCode(embedding)).isEqualTo("egress_denied");
			assertThat(api.failureCode(canary.url("/secret.mp4").replace("127.0.0.1", "localhost")))
				.isEqualTo("egress_denied");
			assertThat(canary.requests()).isEmpty();
		}
	}

	/** The control of the test above: the same canary is reached where it is allowed. */
	@Test
	void addressThatIsAllowedIsReached() {
		try (TestSystem open = new TestSystem(new EmbeddedTestServers()); Origin canary = new Origin()) {
			open.startWorker("--autoclip.egress.allow=" + canary.hostAndPort());
			Api other = open.startApi();
			other.video(canary.file("/secret.mp4", Media.clip()));
			assertThat(canary.requests()).contains("GET /secret.mp4");
		}
	}

	@Test
	void failedTaskIsStillAGoodAnswerWithASentence() {
		JsonNode task = api.end(api.submit(origin.status("/gone.mp4", 410)));
		assertThat(task.get("error").get("detail").asString()).endsWith(".").doesNotContain("127.0.0.1");
		assertThat(task.get("video_id").isNull()).isTrue();
	}

}

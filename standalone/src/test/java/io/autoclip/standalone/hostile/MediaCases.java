package io.autoclip.standalone.hostile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;

import io.autoclip.standalone.hostile.Case.Attack;
import io.autoclip.standalone.hostile.Case.Check;
import io.autoclip.standalone.system.Media;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that are not what they claim to be, and answers that want to use up the worker.
 */
final class MediaCases {

	private static final String MP4 = "video/mp4";

	private static final String HTML = "text/html";

	private static final String NOT_MEDIA = "invalid_media";

	private static final String STREAMS = "-f lavfi -i sine=duration=0.2 " + "-map 0 ".repeat(1000) + "-b:a 32k ";

	private static final Check PLAYABLE = (api, video) -> {
		assertThat(video.get("content_type").asString()).matches("(video|audio)/[a-z0-9-]+");
		assertThat(video.get("file_name").asString()).matches("[0-9a-z]{26}\\.[a-z0-9]{2,4}");
	};

	private MediaCases() {
	}

	static List<Case> all() {
		List<Case> cases = new ArrayList<>(disguises());
		cases.addAll(broken());
		cases.addAll(containers());
		cases.addAll(pictures());
		cases.addAll(bombs());
		cases.addAll(endless());
		return cases;
	}

	static Case control() {
		return Case.failed("redirect to the media", "egress_denied",
				(site) -> site.redirect("video.mp4", site.secret("video.mp4")));
	}

	private static List<Case> disguises() {
		return List.of(
				disguise("HLS list of a file named mp4", "#EXTM3U\n#EXTINF:2,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"),
				Case.failed("HLS list of an inner address named mp4", NOT_MEDIA,
						(site) -> site.text("video.mp4", MP4,
								"#EXTM3U\n#EXTINF:2,\n" + site.secret("0.ts") + "\n#EXT-X-ENDLIST\n")),
				disguise("ffconcat named mp4", "ffconcat version 1.0\nfile /etc/passwd\n"),
				disguise("SDP named mp4",
						"v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5000 RTP/AVP 96\n"),
				disguise("HTML named mp4", "<!doctype html><script>alert(1)</script>"),
				disguise("SVG named mp4", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
				disguise("script named mp4", "#!/bin/sh\nrm -rf /\n"),
				Case.failed("SVG as a video", "no_video",
						(site) -> site.text("video.svg", "image/svg+xml",
								"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")),
				Case.failed("polyglot of MP4 and HTML named html", NOT_MEDIA,
						(site) -> site.bytes("page.html", MP4, HostileMedia.polyglot())),
				Case.stored("polyglot of MP4 and HTML named mp4",
						(site) -> site.bytes("page.mp4", MP4, HostileMedia.polyglot()),
						(api, video) -> assertThat(video.get("content_type").asString()).isEqualTo(MP4)),
				Case.stored("clip under a type of HTML", (site) -> site.file("video.mp4", HTML, Media.clip()),
						(api, video) -> assertThat(video.get("content_type").asString()).isEqualTo(MP4)));
	}

	private static Case disguise(String name, String content) {
		return Case.failed(name, NOT_MEDIA, (site) -> site.text("video.mp4", MP4, content));
	}

	private static List<Case> broken() {
		return List.of(bytes("index cut off", NOT_MEDIA, HostileMedia::withoutIndex),
				bytes("table of 2^28 entries", NOT_MEDIA, HostileMedia::withHugeTable),
				made("duration of 16 hours", "too_long", "hours.mp4",
						"-f lavfi -i color=size=16x16:rate=1/10000:duration=60000"),
				Case.stored("index that claims 4 GB",
						(site) -> site.bytes("video.mp4", MP4, HostileMedia.withHugeIndex()), PLAYABLE));
	}

	private static Case bytes(String name, String code, Bytes bytes) {
		return Case.failed(name, code, (site) -> site.bytes("video.mp4", MP4, bytes.make()));
	}

	private static List<Case> containers() {
		return List.of(made("video of 16000 x 16000", NOT_MEDIA, "large.mov",
				"-f lavfi -i color=size=16000x16000:rate=1:duration=1 -pix_fmt yuvj420p -c:v mjpeg -frames:v 1"),
				made("file of 1,000 streams", NOT_MEDIA, "streams.mp4", STREAMS + "-c:a aac"),
				Case.stored("file of 1,000 streams that players take",
						made("streams.ts", STREAMS + "-c:a mp2 -f mpegts"), PLAYABLE),
				Case.stored("frame rate of 1,000,000", made("rate.mp4",
						"-f lavfi -i testsrc2=size=64x64:rate=1000000:duration=0.0001 -c:v libx264 -preset ultrafast"),
						PLAYABLE),
				Case.stored("attachments in Matroska",
						made("attached.mkv",
								"-i CLIP -attach /bin/true -metadata:s:t mimetype=application/x-executable -c copy"),
						(api, video) -> assertThat(video.get("content_type").asString())
							.isEqualTo("video/x-matroska")));
	}

	private static Case made(String name, String code, String file, String arguments) {
		return new Case(name, made(file, arguments), new Case.Ending.Failed(code));
	}

	private static Attack made(String file, String arguments) {
		return (site) -> site.file(file, HostileMedia.made(file, arguments));
	}

	private static List<Case> pictures() {
		return List.of(
				Case.failed("picture of 16384 x 16384 as a video", NOT_MEDIA,
						(site) -> site.bytes("video.mp4", MP4, HostileMedia.png(16_384))),
				pictured("picture of 16384 x 16384", "image/png", () -> HostileMedia.png(16_384)),
				pictured("picture that is SVG", "image/svg+xml",
						() -> "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes()),
				pictured("picture that is a bomb", "image/png", () -> HostileMedia.png(40_000)));
	}

	/** The picture is ours all the same: from a frame. */
	private static Case pictured(String name, String type, Bytes picture) {
		return Case.stored(name,
				(site) -> site.html("page",
						"<meta property='og:image' content='" + site.bytes("picture.png", type, picture.make())
								+ "'><video src='" + site.file("video.mp4", Media.clip()) + "'></video>"),
				(api, video) -> {
					byte[] jpeg = Pictures.of(api, video);
					assertThat(jpeg).startsWith(0xff, 0xd8, 0xff);
					assertThat(jpeg.length).isLessThan(100_000);
				});
	}

	private static List<Case> bombs() {
		return List.of(bomb("page of 2 GB, packed", "page", HTML, "<!doctype html><html>", "too_large"),
				bomb("HLS list of 2 GB, packed", "list.m3u8", "application/vnd.apple.mpegurl", "#EXTM3U\n",
						"too_large"),
				bomb("media of 2 GB, packed", "video.mp4", MP4, "", "too_large"),
				packed("page of 1 GB, packed by Brotli", "too_large", "page", HTML, "br",
						() -> HostileMedia.brotliBomb("<!doctype html><html>", 1024)),
				packed("media of 1 GB, packed by Brotli", "too_large", "video.mp4", MP4, "br",
						() -> HostileMedia.brotliBomb("", 1024)),
				// Egress has counted less than half of what has come.
				packed("media that egress has not counted", "egress_denied", "video.mp4", MP4, "gzip",
						() -> HostileMedia.gzip(HostileMedia.airy())),
				Case.stored("media that egress has counted", (site) -> site.file("video.mp4", HostileMedia.airy()),
						PLAYABLE));
	}

	private static Case bomb(String name, String file, String type, String begin, String code) {
		return packed(name, code, file, type, "gzip", () -> HostileMedia.bomb(begin, 2048));
	}

	private static Case packed(String name, String code, String file, String type, String coding, Bytes bytes) {
		return Case.failed(name, code, (site) -> {
			byte[] packed = bytes.make();
			return site.answer(file, (exchange) -> {
				exchange.getResponseHeaders().set("Content-Encoding", coding);
				Site.send(exchange, type, packed);
			});
		});
	}

	private static List<Case> endless() {
		return List.of(
				Case.failed("page of 300 MB", "too_large",
						(site) -> site.answer("page", (exchange) -> pour(exchange, HTML, "<!doctype html>", 300))),
				Case.failed("endless body", "too_large",
						(site) -> site.answer("video.mp4", (exchange) -> pour(exchange, MP4, "", Integer.MAX_VALUE))),
				Case.failed("a byte a second", "stalled",
						(site) -> site.answer("video.mp4", (exchange) -> drip(exchange, MP4))),
				Case.failed("page of a byte a second", "stalled",
						(site) -> site.answer("page", (exchange) -> drip(exchange, HTML))),
				Case.failed("10,000 redirects", "site_error", MediaCases::redirects),
				Case.failed("pages that lead on and on", "site_error", MediaCases::refreshes),
				Case.failed("40 MB of title", "too_large",
						(site) -> site.answer("page", (exchange) -> pour(exchange, HTML, "<html><title>", 40))));
	}

	private static void pour(HttpExchange exchange, String type, String begin, int megabytes) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(200, 0);
		OutputStream body = exchange.getResponseBody();
		body.write(begin.getBytes(StandardCharsets.UTF_8));
		byte[] filling = new byte[1 << 20];
		Arrays.fill(filling, (byte) 'x');
		for (int i = 0; i < megabytes; i++) {
			body.write(filling);
		}
	}

	private static void drip(HttpExchange exchange, String type) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(200, 1_000_000);
		for (int i = 0; i < 120; i++) {
			exchange.getResponseBody().write('<');
			exchange.getResponseBody().flush();
			try {
				Thread.sleep(1000);
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
		}
	}

	private static String redirects(Site site) {
		for (int i = 0; i < 10_000; i++) {
			site.redirect("r" + i + ".mp4", site.url("r" + (i + 1) + ".mp4"));
		}
		return site.url("r0.mp4");
	}

	/** Each page sends a browser to the next. */
	private static String refreshes(Site site) {
		for (int i = 0; i < 200; i++) {
			site.html("p" + i, "<meta http-equiv=\"refresh\" content=\"0; url=" + site.url("p" + (i + 1)) + "\">");
		}
		return site.url("p0");
	}

	/** Makes a file's content. */
	@FunctionalInterface
	private interface Bytes {

		byte[] make() throws Exception;

	}

}

package io.autoclip.standalone.hostile;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpHandler;

/**
 * Links that look good and lead elsewhere. Names whose answer changes are tried at the
 * proxy alone, where the test is the resolver ({@code EgressRebindingTests}).
 */
final class RedirectCases {

	private static final String DENIED = "egress_denied";

	private RedirectCases() {
	}

	static List<Case> all() {
		return Stream.of(statuses(), spellings(), schemes(), pages(), media()).flatMap((cases) -> cases).toList();
	}

	static Case control() {
		return Case.failed("redirect to loopback", DENIED,
				(site) -> site.redirect("video.mp4", site.secret("video.mp4")));
	}

	private static Stream<Case> statuses() {
		return IntStream.of(301, 302, 303, 307, 308)
			.mapToObj((status) -> Case.failed("status " + status, DENIED,
					(site) -> site.answer("video.mp4", to(status, site.secret("video.mp4")))));
	}

	private static Stream<Case> spellings() {
		return Stream
			.of("http://127.1:%d/", "http://2130706433:%d/", "http://0x7f.0.0.1:%d/", "http://0177.0.0.1:%d/",
					"http://127.0.0.1.:%d/", "http://localhost:%d/", "http://[::1]:%d/",
					"http://[::ffff:127.0.0.1]:%d/", "//127.0.0.1:%d/", "http://good.example@127.0.0.1:%d/",
					"HTTP://127.0.0.1:%d/", "http://%%31%%32%%37.0.0.1:%d/", "https://127.0.0.1:%d/")
			.map((location) -> Case.failed("location " + location.formatted(0), DENIED, (site) -> site
				.redirect("video.mp4", location.formatted(port(site)) + "redirects" + site.path() + "/video.mp4")));
	}

	private static Stream<Case> schemes() {
		return Stream
			.of("file:///etc/passwd", "ftp://127.0.0.1:%d/", "gopher://127.0.0.1:%d/_x", "javascript:alert(1)",
					"dict://127.0.0.1:%d/")
			.map((location) -> Case.failed("scheme of " + location.formatted(0), "unsupported_protocol",
					(site) -> site.redirect("video.mp4", location.formatted(port(site)))));
	}

	private static Stream<Case> pages() {
		return Stream.of(
				Case.failed("chain", DENIED,
						(site) -> site.redirect("video.mp4",
								site.redirect("two.mp4", site.redirect("three.mp4", site.secret("video.mp4"))))),
				Case.failed("meta refresh", DENIED,
						(site) -> site.html("page",
								"<meta http-equiv=\"refresh\" content=\"0; url=" + site.secret("video.mp4") + "\">")),
				Case.failed("header Refresh", DENIED, (site) -> site.answer("page", (exchange) -> {
					exchange.getResponseHeaders().set("Refresh", "0; url=" + site.secret("video.mp4"));
					Site.send(exchange, "text/html", "<html><title>A page</title></html>".getBytes());
				})),
				Case.failed("page with an inner video", DENIED,
						(site) -> site.html("page", "<video src=\"" + site.secret("video.mp4") + "\"></video>")),
				Case.failed("page with an inner frame", DENIED,
						(site) -> site.html("page",
								"<iframe src=\"" + site.secret("embed/video.mp4") + "\"></iframe><video src=\""
										+ site.redirect("v.mp4", site.secret("video.mp4")) + "\"></video>")));
	}

	private static Stream<Case> media() {
		return Stream.of(
				// Browsers would go to the canary, yt-dlp to a name that no resolver
				// knows.
				Case.failed("location that parsers disagree about", "network",
						(site) -> site.redirect("video.mp4",
								"http://127.0.0.1:" + port(site) + "\\@good.invalid/video.mp4")),
				Case.failed("redirect of a video in a page", DENIED,
						(site) -> site.html("page",
								"<video src=\"" + site.redirect("video.mp4", site.secret("video.mp4"))
										+ "\"></video>")),
				Case.failed("redirect of a segment", DENIED,
						(site) -> playlist(site, "#EXTINF:1,\n" + site.redirect("one.ts", site.secret("one.ts")))),
				Case.failed("redirect of a key", DENIED,
						(site) -> playlist(site,
								"#EXT-X-KEY:METHOD=AES-128,URI=\"" + site.redirect("key", site.secret("key"))
										+ "\"\n#EXTINF:1,\n" + site.bytes("one.ts", "video/mp2t", new byte[1024]))));
	}

	private static String playlist(Site site, String body) {
		return site.text("index.m3u8", "application/vnd.apple.mpegurl",
				"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-PLAYLIST-TYPE:VOD\n" + body + "\n#EXT-X-ENDLIST\n");
	}

	private static HttpHandler to(int status, String location) {
		return (exchange) -> {
			exchange.getResponseHeaders().set("Location", location);
			exchange.sendResponseHeaders(status, -1);
		};
	}

	private static int port(Site site) {
		return Integer.parseInt(site.secret("").replaceAll("http://[^:]*:|/.*", ""));
	}

}

package io.autoclip.standalone.hostile;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.autoclip.standalone.system.Api;
import io.autoclip.standalone.system.Media;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Titles that want to be more than text: in JSON they are data, and the name by which the
 * file is saved is clean.
 */
final class TitleCases {

	/** RFC 6266: one line, an ASCII name in quotes, the true one percent-encoded. */
	private static final Pattern DISPOSITION = Pattern
		.compile("attachment; filename=\"([ !#-\\[\\]-~]+)\"; filename\\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]+)");

	private static final String UNCLEAN = "\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|";

	private static final String CLEAN = "[^" + UNCLEAN + ".~-][^" + UNCLEAN + "]*\\.mp4";

	private TitleCases() {
	}

	static List<Case> all() {
		return List
			.of(title("script", "<script>alert(1)</script>", "<script>alert(1)</script>", "_script_alert(1)__script_"),
					title("attribute", "\" onmouseover=\"alert(1)", "\" onmouseover=\"alert(1)",
							"_ onmouseover=_alert(1)"),
					title("JSON", "\"}],\"x\":{\"", "\"}],\"x\":{\"", "_}],_x__{_"),
					title("control characters", "a\u0001b\u0007c\u001b[31md\u007fe", "abc[31mde", "abc[31mde"),
					title("NUL", "a\0.exe", "a.exe", "a.exe"),
					title("line ends", "a\r\nSet-Cookie: x=1\r\n\r\n<html>", "a\nSet-Cookie: x=1\n\n<html>",
							"aSet-Cookie_ x=1_html_"),
					title("Unicode line ends", "a\u2028b\u2029c\u0085d", "a\u2028b\u2029c\u0085d", "abcd"),
					title("direction turned around", "invoice\u202egpj.exe", "invoice\u202egpj.exe", "invoicegpj.exe"),
					title("isolates", "\u2066a\u2067b\u2068c\u2069", "\u2066a\u2067b\u2068c\u2069", "abc"),
					title("path", "../../../../etc/passwd", "../../../../etc/passwd", "_.._.._.._etc_passwd"),
					title("Windows path", "..\\..\\boot.ini", "..\\..\\boot.ini", "_.._boot.ini"),
					title("shell", "$(id) `id` ; rm -rf / | sh", "$(id) `id` ; rm -rf / | sh",
							"$(id) `id` ; rm -rf _ _ sh"),
					title("yt-dlp's templates", "%(title)s %(id)s %s %n", "%(title)s %(id)s %s %n",
							"%(title)s %(id)s %s %n"),
					title("option", "--exec rm", "--exec rm", "exec rm"), title("device", "CON", "CON", "video_CON"),
					title("lone surrogate", "a\ud800b", "a?b", "a_b"),
					title("nothing to be seen", "\u200b\u200d\ufeff", "\u200b\u200d\ufeff", "video"),
					title("family of emoji", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
							"\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", "\ud83d\udc68\ud83d\udc69\ud83d\udc67"),
					title("marks upon marks", "Z\u0301\u0302\u0303" + "\u0310".repeat(5_000), null, null),
					title("10 MB", "x".repeat(10 << 20), "x".repeat(500), "x".repeat(120)));
	}

	/**
	 * By the data of a page, in which JSON can say every character. What is null is not
	 * looked at closely.
	 */
	private static Case title(String name, String title, @Nullable String shown, @Nullable String saved) {
		return Case.stored(name, (site) -> {
			String media = site.file("video.mp4", Media.clip());
			return site.html("page", """
					<script type="application/ld+json">{"@context": "https://schema.org", "@type": "VideoObject",
					"name": %s, "contentUrl": "%s"}</script>
					""".formatted(json(title), media));
		}, (api, video) -> {
			String told = video.get("title").asString();
			String file = savedName(api, video);
			assertThat(told).hasSizeLessThanOrEqualTo(500);
			assertThat(file).matches(CLEAN);
			if (shown != null) {
				assertThat(told).isEqualTo(shown);
				assertThat(file).isEqualTo(saved + ".mp4");
			}
		});
	}

	/** Jackson would not write half a character. */
	private static String json(String text) {
		StringBuilder json = new StringBuilder("\"");
		text.chars()
			.forEach((unit) -> json.append(Character.isLetterOrDigit(unit) && unit < 0x80 ? String.valueOf((char) unit)
					: "\\u%04x".formatted(unit)));
		return json.append('"').toString();
	}

	private static String savedName(Api api, JsonNode video) throws Exception {
		URI link = api.presigned(video.get("id").asString());
		try (HttpClient browser = HttpClient.newHttpClient()) {
			HttpResponse<Void> answer = browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.discarding());
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("video/mp4");
			Matcher parts = DISPOSITION.matcher(answer.headers().firstValue("Content-Disposition").orElseThrow());
			assertThat(parts.matches()).as("%s", answer.headers()).isTrue();
			return URLDecoder.decode(parts.group(2).replace("+", "%2B"), StandardCharsets.UTF_8);
		}
	}

	/** A page with such a title whose picture is the canary's. */
	static Case control() {
		return Case.stored("picture of the page", (site) -> {
			String media = site.file("video.mp4", Media.clip());
			return site.html("page", "<meta property='og:image' content='" + site.secret("picture.jpg")
					+ "'><video src='" + media + "'></video>");
		}, (api, video) -> {
		});
	}

}

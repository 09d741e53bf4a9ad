package io.autoclip.standalone.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

import io.autoclip.standalone.servers.EmbeddedTestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything behind one port of a reverse proxy, below a path: the api streams the files.
 * And links to a storage that is reached by another address than the inner one.
 */
class StreamingTests {

	private static TestSystem system;

	private static PrefixProxy proxy;

	private static Api outside;

	@BeforeAll
	static void start() {
		system = TestSystem.started(new EmbeddedTestServers());
		Api inside = system.startApi("--autoclip.download.mode=stream", "--autoclip.trusted-proxies=127.0.0.1");
		proxy = new PrefixProxy(inside.address());
		outside = new Api(proxy.address());
	}

	@AfterAll
	static void stop() {
		proxy.close();
		system.close();
	}

	@Test
	void pageBelowThePathSubmitsPlaysAndSeeks() throws IOException {
		String link = system.origin().file("/seek.mp4", Media.moovLast(16 * 1024 * 1024));
		try (Browser browser = new Browser()) {
			browser.open(proxy.address() + "/");
			browser.submit(link);
			WebElement watch = browser.await("a[href^='/clips/video/']");
			browser.await(() -> browser.number("return document.querySelector('.tile img')?.naturalWidth ?? 0") > 0);
			browser.screenshot("prefix-list");
			watch.click();
			WebElement player = browser.await("video");
			browser.await(() -> browser.number("return arguments[0].duration || 0", player) > 5.8);
			browser.run("arguments[0].muted = true; arguments[0].currentTime = 5; return arguments[0].play()", player);
			browser.await(() -> browser.number("return arguments[0].currentTime", player) > 5.2);
			browser.screenshot("prefix-video");
			browser.assertNoErrors();
			browser.open(proxy.address() + "/docs");
			browser.await("#swagger-ui .opblock");
			browser.assertNoErrors();
		}
		assertThat(proxy.answers()).noneMatch((answer) -> answer.startsWith("404"))
			.anyMatch((answer) -> answer.matches("206 /clips/files/.*/media.mp4 bytes [1-9]\\d{6,}-.*"));
	}

	@Test
	void downloadThroughTheProxyGivesTheSameBytesWholeAndInParts() throws Exception {
		Path file = Media.padded("large.mp4", 200 * 1024 * 1024);
		JsonNode video = outside.video(system.origin().file("/large.mp4", file));
		String id = video.get("id").asString();
		assertThat(Media.sha256(outside.download(id))).isEqualTo(Media.sha256(file));
		HttpResponse<byte[]> part = follow("/videos/" + id + "/download", "bytes=104857600-104857999");
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).isEqualTo(Arrays.copyOfRange(Files.readAllBytes(file), 104857600, 104858000));
		assertThat(part.headers().firstValue("ETag")).contains("\"" + Media.sha256(file) + "\"");
		assertThat(part.uri().toString()).startsWith(proxy.address() + "/files/" + id);
	}

	private static HttpResponse<byte[]> follow(String path, String range) throws Exception {
		try (HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
			return http.send(HttpRequest.newBuilder(URI.create(proxy.address() + path)).header("Range", range).build(),
					BodyHandlers.ofByteArray());
		}
	}

	/** The storage is asked as a proxy would: the same Host, the path without its own. */
	@Test
	void linkToAPublicStorageBelowAPathIsGoodOnceThePathIsStripped() {
		String id = outside.video(system.origin().file("/public.mp4", Media.clip())).get("id").asString();
		URI inner = system.startApi().presigned(id);
		URI link = system.startApi("--autoclip.storage.public-url=https://files.example/s3/").presigned(id);
		assertThat(link.toString()).startsWith("https://files.example/s3/autoclip/videos/" + id + "/");
		String target = link.getRawPath().substring("/s3".length()) + "?" + link.getRawQuery();
		assertThat(Links.status(inner.getPort(), "files.example", target)).isEqualTo(200);
		assertThat(Links.status(inner.getPort(), "other.example", target)).isEqualTo(403);
	}

	@Test
	void linkForAnIpv6HostIsGood() {
		String id = outside.video(system.origin().file("/ipv6.mp4", Media.clip())).get("id").asString();
		Api api = system.startApi("--autoclip.public-url=http://[2001:db8::1]:8004");
		URI link = api.presigned(id);
		assertThat(link.getHost()).isEqualTo("[2001:db8::1]");
		assertThat(Links.status(link.getPort(), link.getRawAuthority(), link.getRawPath() + "?" + link.getRawQuery()))
			.isEqualTo(200);
	}

}

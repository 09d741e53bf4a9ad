package io.autoclip.standalone.system;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Titles that are no titles, in a real browser; and that no page asks for what its policy
 * forbids.
 */
class HostileTitleTests extends BrowserFixture {

	/** Gives a video whose title is made of its address, and returns its id. */
	private static String video(String title) {
		String path = "/" + URLEncoder.encode(title, StandardCharsets.UTF_8).replace("+", "%20") + ".mp4";
		return api.video(system.origin().file(path, Media.clip())).get("id").asString();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>window.broken=1<!--", "<img src=x onerror=window.broken=1>",
			"\"><svg onload=window.broken=1>", "{{7*7}}${7*7}" })
	void titleThatIsAScriptIsShownAsText(String title) {
		String id = video(title);
		browser.open(api.address() + "/");
		browser.awaitText("a[href='/video/" + id + "']", title);
		assertHarmless();
		browser.open(api.address() + "/video/" + id);
		browser.awaitText("#title", title);
		assertThat((String) browser.run("return document.title")).isEqualTo(title + " – AutoClip");
		assertHarmless();
	}

	private static void assertHarmless() {
		assertThat(browser.run("return window.broken")).isNull();
		browser.assertNoErrors();
	}

	@Test
	void titleThatTurnsTheTextAroundIsShownStraight() {
		String id = video("gpj\u202e.exe\u2066\u200f\u0007\u200bname");
		assertThat(api.json("/videos/" + id).get("title").asString()).contains("\u202e");
		browser.open(api.address() + "/");
		browser.awaitText("a[href='/video/" + id + "']", "gpj.exename");
		browser.open(api.address() + "/video/" + id);
		browser.awaitText("#title", "gpj.exename");
		assertThat((String) browser.run("return document.title")).isEqualTo("gpj.exename – AutoClip");
	}

	@Test
	void policyIsKeptByEveryPage() {
		String id = video("plain");
		open("/", "a[href='/video/" + id + "']");
		open("/video/" + id, "video");
		browser.await(() -> browser.number("return document.querySelector('video').duration || 0") > 5);
		browser.assertNoErrors();
		open("/docs", "#swagger-ui .opblock");
		browser.await("#swagger-ui .opblock-summary-control").click();
		browser.await("#swagger-ui .opblock-body");
		browser.assertNoErrors();
		open("/docs/problems", "dl");
		browser.assertNoErrors();
	}

	private static void open(String path, String selector) {
		browser.open(api.address() + path);
		browser.await(selector);
	}

	@Test
	void policyIsEnforced() {
		browser.open(api.address() + "/");
		browser.run("const s = document.createElement('script'); s.textContent = 'window.broken = 1';"
				+ "document.body.append(s)");
		assertThat(browser.run("return window.broken")).isNull();
		assertThat(browser.run("return document.querySelector('script[src]') !== null")).isEqualTo(true);
		browser.forgetErrors();
	}

}

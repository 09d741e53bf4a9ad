package io.autoclip.standalone.system;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser: paste a link, watch it, play it.
 */
class PageTests extends BrowserFixture {

	@Test
	void linkIsPastedWatchedAndPlayed() {
		browser.open(api.address() + "/");
		browser.submit(system.origin().slow("/holiday.mp4", Media.clip(), 500));
		WebElement watch = browser.await("a[href^='/video/']");
		browser.screenshot("page-list");
		watch.click();
		WebElement player = browser.await("video");
		browser.await(() -> duration(player) > 5.8 && duration(player) < 6.2);
		browser.run("arguments[0].muted = true; return arguments[0].play()", player);
		browser.await(() -> browser.number("return arguments[0].currentTime", player) > 0.3);
		browser.screenshot("page-video");
		assertShowsWhatIsThere(browser.await("#strip"));
		browser.assertNoErrors();
	}

	/** Of the clip's six seconds, the fourth begins in the middle of the strip. */
	private static void assertShowsWhatIsThere(WebElement strip) {
		browser.pointAt(strip, 20);
		browser.awaitText("#preview", "0:03");
		WebElement sheet = browser.await("#preview img");
		browser.await(() -> browser.number("return arguments[0].naturalWidth", sheet) == 960);
		assertThat(browser.run("return arguments[0].style.translate", sheet).toString()).startsWith("-480px");
	}

	@Test
	void videoIsSplitAndItsClipsAreNamedPlayedAndDeleted() {
		browser.resize(1280, 1400);
		String id = api.video(system.origin().file("/a-walk-by-the-sea.mp4", Media.clip())).get("id").asString();
		browser.open(api.address() + "/video/" + id);
		browser.await("#split[open]");
		split("every", "[data-field=seconds]", "2");
		browser.await(() -> clips() == 3);
		rename("The opening");
		browser.screenshot("page-clips");
		playFirst();
		browser.await("#clips .clip [data-action=delete]").click();
		browser.await("#confirm-clip .danger").click();
		browser.await(() -> clips() == 2);
		browser.assertNoErrors();
		browser.resize(1280, 800);
	}

	private static void split(String mode, String field, String value) {
		browser.await("#clip-form input[value=" + mode + "]").click();
		browser.run("arguments[0].value = arguments[1]", browser.await(field), value);
		browser.await("#clip-form button[type=submit]").click();
	}

	private static double clips() {
		return browser.number("return document.querySelectorAll('#clips .clip').length");
	}

	private static void rename(String name) {
		browser.await("#clips .clip [data-action=rename]").click();
		WebElement field = browser.await("#clips .clip input[name=name]");
		field.clear();
		field.sendKeys(name, Keys.ENTER);
		browser.awaitText("#clips .clip .title", name);
	}

	/** From its first frame, and for two of the video's six seconds. */
	private static void playFirst() {
		browser.await("#clips .clip [data-action=play]").click();
		WebElement player = browser.await("#theatre video");
		browser.await(() -> browser.number("return arguments[0].currentTime", player) > 0.1);
		assertThat(duration(player)).isBetween(1.9, 2.1);
		browser.await("#theatre [data-action=close]").click();
	}

	/** With one click where the clip begins, and another where it ends. */
	@Test
	void clipIsCutFromWhereTheVideoStands() {
		String id = api.video(system.origin().file("/here.mp4", Media.clip())).get("id").asString();
		browser.open(api.address() + "/video/" + id);
		WebElement player = browser.await("#player");
		browser.await(() -> duration(player) > 5.8);
		seek(player, 1.6);
		browser.await("#here [data-part=begin]").click();
		seek(player, 4);
		browser.await("#here [data-part=end]").click();
		browser.awaitText("#clips .clip .facts", "0:01.6 – 0:04.0");
	}

	private static void seek(WebElement player, double seconds) {
		browser.run("arguments[0].currentTime = arguments[1]", player, seconds);
		browser.await(() -> !Boolean.TRUE.equals(browser.run("return arguments[0].seeking", player)));
	}

	private static double duration(WebElement player) {
		return browser.number("return arguments[0].duration || 0", player);
	}

	@Test
	void failureIsToldInWords() {
		browser.open(api.address() + "/");
		browser.submit(system.origin().url("/nothing.mp4"));
		browser.awaitText("main", "nothing at this link");
	}

	@Test
	void linkThatIsNoneIsRefusedBesideTheField() {
		browser.open(api.address() + "/");
		browser.submit("https://");
		browser.awaitText("main", "link");
		assertThat(api.json("/tasks").toString()).doesNotContain("\"https:\"");
	}

	@Test
	void narrowWindowShowsEverything() {
		browser.resize(500, 800);
		browser.open(api.address() + "/");
		browser
			.submit(system.origin().file("/a-name-that-is-rather-long-for-a-telephone-held-upright.mp4", Media.clip()));
		browser.await("a[href^='/video/']");
		assertThat(browser.number("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
			.isZero();
		browser.resize(1280, 800);
	}

	@Test
	void interfaceDescriptionIsShown() {
		browser.open(api.address() + "/docs");
		browser.await("#swagger-ui .opblock");
		browser.awaitText("#swagger-ui", "/task");
	}

}

package io.autoclip.standalone.system;

import org.junit.jupiter.api.Test;
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

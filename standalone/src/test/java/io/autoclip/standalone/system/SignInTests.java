package io.autoclip.standalone.system;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A locked AutoClip in a real browser: on this machine, where the browser tells where
 * each request comes from, and in clear text elsewhere, where only the origin tells it.
 */
class SignInTests extends BrowserFixture {

	private static final String TOKEN = "a token, which no one guesses";

	@Override
	Api startApi() {
		return system.startApi("--autoclip.token=" + TOKEN);
	}

	@Override
	Browser startBrowser() {
		return new Browser("--host-resolver-rules=MAP clips.example 127.0.0.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "clips.example" })
	void personSignsInUsesItAndSignsOut(String host) {
		String address = api.address().replace("localhost", host);
		browser.open(address + "/?from=a-mail");
		browser.await("#token").sendKeys("not the token", Keys.ENTER);
		browser.awaitText("main", "That is not the token.");
		browser.forgetErrors(); // the page came with 401
		browser.await("#token").sendKeys(TOKEN, Keys.ENTER);
		browser.await("#link");
		assertThat((String) browser.run("return location.href")).isEqualTo(address + "/?from=a-mail");
		assertThat((String) browser.run("return document.cookie")).isEmpty();
		browser.submit("https://");
		browser.awaitText("#link-error", "link");
		browser.await("#sign-out button").click();
		browser.await("#token");
		browser.open(address + "/docs");
		browser.await("#token");
	}

}

package io.autoclip.standalone.system;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import io.autoclip.standalone.servers.EmbeddedTestServers;

/**
 * An AutoClip with one worker and a person before it, for all tests of a class.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserFixture {

	static TestSystem system;

	static Api api;

	static Browser browser;

	@BeforeAll
	void start() {
		system = TestSystem.started(new EmbeddedTestServers());
		api = startApi();
		browser = startBrowser();
	}

	Api startApi() {
		return system.startApi();
	}

	Browser startBrowser() {
		return new Browser();
	}

	@AfterAll
	static void stop() {
		browser.close();
		system.close();
	}

}

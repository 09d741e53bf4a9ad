package io.autoclip.standalone.system;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import io.autoclip.standalone.servers.EmbeddedTestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser: paste a link, watch it, play it.
 */
class PageTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static TestSystem system;

	private static Api api;

	private static ChromeDriver browser;

	@BeforeAll
	static void start() {
		system = TestSystem.started(new EmbeddedTestServers());
		api = system.startApi();
		ChromeOptions options = new ChromeOptions();
		options.setBinary(tool("chromium", "google-chrome"));
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--autoplay-policy=no-user-gesture-required");
		ChromeDriverService driver = new ChromeDriverService.Builder().usingDriverExecutable(tool("chromedriver"))
			.build();
		browser = new ChromeDriver(driver, options);
	}

	@AfterAll
	static void stop() {
		browser.quit();
		system.close();
	}

	@Test
	void linkIsPastedWatchedAndPlayed() throws Exception {
		browser.get(api.address() + "/");
		submit(system.origin().slow("/holiday.mp4", Media.clip(), 500));
		WebElement watch = await(By.cssSelector("a[href^='/video/']"));
		screenshot("page-list");
		watch.click();
		WebElement player = await(By.cssSelector("video"));
		new WebDriverWait(browser, PATIENCE).until((page) -> duration(player) > 5.8 && duration(player) < 6.2);
		run("arguments[0].muted = true; return arguments[0].play()", player);
		new WebDriverWait(browser, PATIENCE).until((page) -> number("return arguments[0].currentTime", player) > 0.3);
		screenshot("page-video");
		assertNoErrors();
	}

	@Test
	void failureIsToldInWords() {
		browser.get(api.address() + "/");
		submit(system.origin().url("/nothing.mp4"));
		new WebDriverWait(browser, PATIENCE)
			.until((page) -> page.findElement(By.tagName("main")).getText().contains("nothing at this link"));
	}

	@Test
	void linkThatIsNoneIsRefusedBesideTheField() {
		browser.get(api.address() + "/");
		submit("https://");
		new WebDriverWait(browser, PATIENCE)
			.until((page) -> page.findElement(By.tagName("main")).getText().contains("link"));
		assertThat(api.json("/tasks").toString()).doesNotContain("\"https:\"");
	}

	@Test
	void narrowWindowShowsEverything() {
		browser.manage().window().setSize(new Dimension(500, 800));
		browser.get(api.address() + "/");
		submit(system.origin().file("/a-name-that-is-rather-long-for-a-telephone-held-upright.mp4", Media.clip()));
		await(By.cssSelector("a[href^='/video/']"));
		assertThat(number("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
			.isZero();
		browser.manage().window().setSize(new Dimension(1280, 800));
	}

	@Test
	void interfaceDescriptionIsShown() {
		browser.get(api.address() + "/docs");
		await(By.cssSelector("#swagger-ui .opblock"));
		assertThat(browser.findElement(By.id("swagger-ui")).getText()).contains("/task");
	}

	private static File tool(String... names) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.flatMap((folder) -> Stream.of(names).map((name) -> new File(folder, name)))
			.filter(File::canExecute)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("The tests need " + names[0] + "; ./run test installs it"));
	}

	private static void submit(String url) {
		WebElement field = await(By.cssSelector("form input"));
		field.clear();
		field.sendKeys(url, Keys.ENTER);
	}

	private static WebElement await(By what) {
		return new WebDriverWait(browser, PATIENCE).until((page) -> {
			List<WebElement> found = page.findElements(what).stream().filter(WebElement::isDisplayed).toList();
			return found.isEmpty() ? null : found.getFirst();
		});
	}

	private static double duration(WebElement player) {
		return number("return arguments[0].duration || 0", player);
	}

	private static double number(String script, Object... arguments) {
		return ((Number) run(script, arguments)).doubleValue();
	}

	private static Object run(String script, Object... arguments) {
		return ((JavascriptExecutor) browser).executeScript(script, arguments);
	}

	private static void screenshot(String name) throws Exception {
		Path folder = Files.createDirectories(Path.of("target", "screenshots"));
		Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
	}

	private static void assertNoErrors() {
		assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
			.filteredOn((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			.isEmpty();
	}

}

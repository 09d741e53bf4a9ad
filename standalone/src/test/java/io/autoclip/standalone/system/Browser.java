package io.autoclip.standalone.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person with Chromium.
 */
final class Browser implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private final ChromeDriver driver;

	Browser(String... arguments) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(tool("chromium", "google-chrome"));
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--autoplay-policy=no-user-gesture-required");
		options.addArguments(arguments);
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(tool("chromedriver")).build(), options);
	}

	private static File tool(String... names) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.flatMap((folder) -> Stream.of(names).map((name) -> new File(folder, name)))
			.filter(File::canExecute)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("The tests need " + names[0] + "; ./run test installs it"));
	}

	void open(String address) {
		this.driver.get(address);
	}

	void resize(int width, int height) {
		this.driver.manage().window().setSize(new Dimension(width, height));
	}

	/** Pastes a link and presses Enter. */
	void submit(String url) {
		WebElement field = await("form input");
		field.clear();
		field.sendKeys(url, Keys.ENTER);
	}

	/** Moves the pointer to so many pixels right of an element's middle. */
	void pointAt(WebElement element, int right) {
		run("arguments[0].scrollIntoView({ block: 'center' })", element);
		new Actions(this.driver).moveToElement(element, right, 0).perform();
	}

	/** Waits for an element that is shown. */
	WebElement await(String selector) {
		return new WebDriverWait(this.driver, PATIENCE).until((page) -> {
			List<WebElement> found = page.findElements(By.cssSelector(selector))
				.stream()
				.filter(WebElement::isDisplayed)
				.toList();
			return found.isEmpty() ? null : found.getFirst();
		});
	}

	void awaitText(String selector, String text) {
		await(() -> this.driver.findElement(By.cssSelector(selector)).getText().contains(text));
	}

	/** While one page makes room for the next, what was found may be gone. */
	void await(BooleanSupplier condition) {
		new WebDriverWait(this.driver, PATIENCE).ignoring(StaleElementReferenceException.class)
			.until((page) -> condition.getAsBoolean());
	}

	double number(String script, Object... arguments) {
		return ((Number) run(script, arguments)).doubleValue();
	}

	Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	void screenshot(String name) {
		try {
			Path folder = Files.createDirectories(Path.of("target", "screenshots"));
			Files.write(folder.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Nothing of what the page asked for was missing, and no script failed. */
	void assertNoErrors() {
		assertThat(this.driver.manage().logs().get(LogType.BROWSER).getAll())
			.filteredOn((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			.isEmpty();
	}

	/** For errors that were meant to be. */
	void forgetErrors() {
		assertThat(this.driver.manage().logs().get(LogType.BROWSER).getAll()).isNotEmpty();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}

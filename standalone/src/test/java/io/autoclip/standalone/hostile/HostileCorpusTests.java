package io.autoclip.standalone.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.autoclip.standalone.system.Media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Nothing gets in. All cases of a class run at once, against the real api, worker, yt-dlp
 * and ffmpeg. Each ends with the code expected; the canary has seen no connection; its
 * secret is in no object, record, message, scratch file or log; and the worker is as it
 * was. The control of each class is the same attack where the canary may be reached: it
 * is, so these tests can fail.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileCorpusTests {

	/** Nothing of what AutoClip is made of, and no address within it. */
	private static final String INNER = "Exception|\\bat [a-z]+\\.|java\\.|springframework|tomcat|Tomcat|lettuce"
			+ "|redis://|/tmp/|\\.java:";

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final long MEMORY_SLACK = 48L << 20;

	private static final Canary canary = new Canary();

	private static final Canary allowed = new Canary();

	private static Stage stage;

	private static Stage open;

	private static Vitals before;

	private static long heapBefore;

	@BeforeAll
	static void start() {
		stage = new Stage(canary);
		open = Stage.open(allowed);
		stage.api().video(stage.site("/warm").file("up.mp4", Media.clip()));
		before = stage.vitals();
		heapBefore = Vitals.heap();
	}

	@AfterAll
	static void stop() {
		stage.close();
		open.close();
		canary.close();
		allowed.close();
	}

	@TestFactory
	Stream<DynamicTest> addresses(CapturedOutput output) {
		return tests("addresses", atLeast(30, AddressCases.all()), AddressCases.control(), output);
	}

	@TestFactory
	Stream<DynamicTest> redirects(CapturedOutput output) {
		return tests("redirects", atLeast(15, RedirectCases.all()), RedirectCases.control(), output);
	}

	@TestFactory
	Stream<DynamicTest> manifests(CapturedOutput output) {
		return tests("manifests", atLeast(20, ManifestCases.all()), ManifestCases.control(), output);
	}

	@TestFactory
	Stream<DynamicTest> media(CapturedOutput output) {
		return tests("media", atLeast(20, MediaCases.all()), MediaCases.control(), output);
	}

	@TestFactory
	Stream<DynamicTest> titles(CapturedOutput output) {
		return tests("titles", atLeast(15, TitleCases.all()), TitleCases.control(), output);
	}

	@TestFactory
	Stream<DynamicTest> requests(CapturedOutput output) {
		List<DynamicTest> tests = new ArrayList<>();
		for (RequestCase request : atLeast(20, RequestCases.all())) {
			tests.add(dynamicTest(request.name(), () -> {
				String answer = request.send(stage.api().port());
				assertThat(RequestCase.status(answer)).as(answer).isEqualTo(request.status());
				assertThat(RequestCase.code(answer)).as(answer).isEqualTo(request.code());
				assertThat(answer).doesNotContainPattern(INNER);
				assertNothingGotIn(output);
			}));
		}
		RequestCases.wishes((name) -> allowed.url("/requests/" + name + "/video.mp4"))
			.forEach((wish) -> tests.add(dynamicTest("control: " + wish.name(), () -> assertComesTrue(wish))));
		RequestCases.readings()
			.forEach((reading) -> tests.add(dynamicTest("control: " + reading.name(), () -> assertTaken(reading))));
		return tests.stream();
	}

	/** The canary is reached by what was asked for in this very way. */
	private static void assertComesTrue(RequestCase wish) throws IOException {
		String path = "/requests/" + wish.name().replace("honest ", "") + "/video.mp4";
		assertThat(allowed.requests()).noneMatch((request) -> request.contains(path));
		Matcher id = Pattern.compile("\"id\":\"([a-z0-9]+)\"").matcher(assertTaken(wish));
		assertThat(id.find()).isTrue();
		JsonNode ended = open.api().end(id.group(1), PATIENCE);
		assertThat(ended.get("url").asString()).isEqualTo(allowed.url(path));
		assertThat(ended.get("status").asString()).as("%s", ended).isEqualTo("succeeded");
		assertThat(allowed.requests()).anyMatch((request) -> request.contains(path));
	}

	private static String assertTaken(RequestCase honest) throws IOException {
		String answer = honest.send(open.api().port());
		assertThat(RequestCase.status(answer)).as(answer).isEqualTo(honest.status());
		return answer;
	}

	/** So many of its class have been promised. */
	private static <T> List<T> atLeast(int number, List<T> cases) {
		assertThat(cases).hasSizeGreaterThanOrEqualTo(number);
		return cases;
	}

	/** The control of all that looks into the bucket. */
	@Test
	void secretIsFoundInTheBucketWhereItMayBeStored() {
		open.api().video(allowed.url("/bucket/video.mp4"));
		assertThat(open.objectsHolding(allowed.secret(), "")).isNotEmpty();
	}

	/** Submits all, and looks at one after the other. */
	private static Stream<DynamicTest> tests(String name, List<Case> cases, Case control, CapturedOutput output) {
		List<DynamicTest> tests = new ArrayList<>();
		for (Case each : cases) {
			Submission submission = Submission.of(each, name, stage);
			tests.add(dynamicTest(each.name(), () -> {
				submission.verify(stage, PATIENCE);
				assertNothingGotIn(output);
			}));
		}
		tests.add(control(name, control));
		tests.add(dynamicTest("the worker is as it was", () -> assertHealthy(name)));
		return tests.stream();
	}

	private static DynamicTest control(String name, Case control) {
		return dynamicTest("control: " + control.name(), () -> {
			String path = "/" + name + "/control";
			Submission submission = Submission.of(control, name + "/control", open);
			Awaitility.await("the canary to be reached where it is allowed")
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(allowed.requests()).anyMatch((request) -> request.contains(path)));
			submission.awaitEnd(open, PATIENCE);
		});
	}

	private static void assertNothingGotIn(CapturedOutput output) {
		assertThat(canary.requests()).isEmpty();
		assertThat(canary.connections()).isEmpty();
		assertThat(stage.traces().of(canary.secret())).isEmpty();
		assertThat(output.getAll().contains(canary.secret())).as("The log holds the secret").isFalse();
		assertThat(stage.vitals().host()).as("the process of the yt-dlp host").isEqualTo(before.host());
	}

	/** The same host, without children, with its memory where it was; and it works. */
	private static void assertHealthy(String name) {
		Awaitility.await("nothing of the attempts to be left")
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(stage.vitals().children()).isEmpty());
		assertThat(stage.objectsHolding(canary.secret(), "")).isEmpty();
		stage.system().origin().forget("/" + name); // the attacks themselves are in this
													// heap
		Vitals after = stage.vitals();
		assertThat(after.hostMemory()).as("memory of the host").isLessThan(before.hostMemory() + MEMORY_SLACK);
		assertThat(Vitals.heap()).as("heap of the JVM").isLessThan(heapBefore + MEMORY_SLACK);
		stage.api().video(stage.site("/" + name + "/after").file("good.mp4", Media.clip()));
	}

}

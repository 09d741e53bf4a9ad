package io.autoclip.standalone.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.autoclip.standalone.servers.EmbeddedTestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Schemathesis makes requests out of the API description, right ones and wrong ones, and
 * holds the answers against it. The seed is fixed.
 */
class SchemathesisTests {

	private static final String TOOL = System.getenv().getOrDefault("AUTOCLIP_SCHEMATHESIS", "schemathesis");

	private static final String CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,"
			+ "response_schema_conformance";

	@TempDir
	private static Path folder;

	private static TestSystem system;

	private static Api api;

	@BeforeAll
	static void start() {
		system = TestSystem.started(new EmbeddedTestServers());
		api = system.startApi();
	}

	@AfterAll
	static void stop() {
		system.close();
	}

	@Test
	@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void answersAreThoseThatAreDescribed() throws IOException, InterruptedException {
		api.video(system.origin().file("/video.mp4", Media.clip()));
		api.failureCode(system.origin().url("/nothing.mp4"));
		assertThat(run("--version")).as(TOOL + " is missing; ./run test prepares it").contains("chemathesis");
		String output = run("run", api.address() + "/openapi.json", "--checks", CHECKS, "--phases",
				"examples,coverage,fuzzing", "--max-examples", "40", "--seed", "6", "--request-timeout", "15",
				"--continue-on-failure", "--generation-database", "none", "--no-color");
		assertThat(output).as(output).startsWith("Exit code 0").doesNotContain("FAILURES", "ERRORS");
		assertThat(count("Selected: +(\\d+)/", output)).as(output).isEqualTo(operations());
		assertThat(count("(\\d+) generated", output)).as(output).isGreaterThan(1000);
	}

	private static int operations() {
		return api.json("/openapi.json").get("paths").valueStream().mapToInt(JsonNode::size).sum();
	}

	private static int count(String pattern, String output) {
		Matcher count = Pattern.compile(pattern).matcher(output);
		return count.find() ? Integer.parseInt(count.group(1)) : 0;
	}

	private static String run(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(TOOL));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return "Exit code " + process.waitFor() + "\n" + output;
	}

}

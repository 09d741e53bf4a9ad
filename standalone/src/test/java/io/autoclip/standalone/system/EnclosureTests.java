package io.autoclip.standalone.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.autoclip.standalone.servers.EmbeddedTestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The yt-dlp host in its network without a way out, and the relay that is its way out.
 */
class EnclosureTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private TestSystem system;

	private Api api;

	@BeforeEach
	void start() {
		this.system = TestSystem.started(new EmbeddedTestServers());
		this.api = this.system.startApi();
		assumeTrue(tools().stream().anyMatch(EnclosureTests::isInAnotherNetwork),
				"The kernel gives this user no network namespace");
	}

	@AfterEach
	void stop() {
		this.system.close();
	}

	@Test
	void relayThatIsKilledTakesEverythingWithItAndTheTaskIsTriedAgainInAnotherHost() throws Exception {
		CountDownLatch gate = new CountDownLatch(1);
		String task = this.api
			.submit(this.system.origin().gated("/relayed.mp4", Media.padded("one.mp4", 1024 * 1024), gate));
		Awaitility.await("the download to begin")
			.atMost(PATIENCE)
			.until(() -> "downloading".equals(this.api.task(task).get("phase").asString("")));
		List<ProcessHandle> before = tools();
		relay(before).destroyForcibly();
		Awaitility.await("the host and its child to end with the relay")
			.atMost(PATIENCE)
			.until(() -> before.stream().noneMatch(ProcessHandle::isAlive));
		gate.countDown();
		JsonNode ended = this.api.end(task);
		assertThat(ended.get("status").asString()).as("%s", ended).isEqualTo("succeeded");
		assertThat(ended.get("attempt").asInt()).isEqualTo(2);
		assertThat(isInAnotherNetwork(child(relay(tools())))).isTrue();
	}

	/** All of its processes, and none of another worker's. */
	private List<ProcessHandle> tools() {
		return Leftovers.processes(this.system.scratch());
	}

	private static ProcessHandle relay(List<ProcessHandle> tools) {
		return tools.stream()
			.filter((process) -> process.info().commandLine().orElse("").contains("/relay.py "))
			.findFirst()
			.orElseThrow();
	}

	private static ProcessHandle child(ProcessHandle process) {
		return process.children().findFirst().orElseThrow();
	}

	private static boolean isInAnotherNetwork(ProcessHandle process) {
		try {
			return !network(String.valueOf(process.pid())).equals(network("self"));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static Path network(String process) throws IOException {
		return Files.readSymbolicLink(Path.of("/proc", process, "ns", "net"));
	}

}

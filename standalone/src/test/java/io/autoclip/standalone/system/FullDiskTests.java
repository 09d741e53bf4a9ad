package io.autoclip.standalone.system;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import io.autoclip.standalone.servers.EmbeddedTestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What becomes of tasks when the disk of a worker is full.
 */
class FullDiskTests {

	private TestSystem system;

	private Origin origin;

	private Api api;

	private ConfigurableApplicationContext worker;

	@BeforeEach
	void start() {
		this.system = new TestSystem(new EmbeddedTestServers());
		this.worker = this.system.startWorker();
		this.origin = this.system.origin();
		this.api = this.system.startApi();
	}

	@AfterEach
	void stop() {
		this.system.close();
	}

	@Test
	void workerOnAFullDiskTakesNothing() throws Exception {
		this.system.stop(this.worker);
		this.worker = this.system.startWorker("--autoclip.worker.min-free-disk=100000TB");
		String task = this.api.submit(this.origin.file("/roomy.mp4", Media.clip()));
		Thread.sleep(4000);
		assertThat(this.api.status(task)).isEqualTo("queued");
		assertThat(this.api.task(task).get("attempt").asInt()).isZero();
		this.system.startWorker();
		assertThat(this.api.end(task).get("status").asString()).isEqualTo("succeeded");
	}

	/** A disk of its own can be given to a test by root only. */
	@Test
	void taskThatFillsTheDiskWaitsUntilThereIsSpaceAndHasNotFailed() throws Exception {
		this.system.stop(this.worker);
		String scratch = this.system.scratch().toString();
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", scratch)).isZero();
		try {
			this.worker = this.system.startWorker("--autoclip.worker.min-free-disk=0B");
			String task = this.api.submit(this.origin.file("/large.mp4", Media.padded("eight.mp4", 8 * 1024 * 1024)));
			Awaitility.await("the first attempt to end")
				.atMost(Duration.ofSeconds(20))
				.until(() -> this.api.task(task).get("attempt").asInt() == 1 && "queued".equals(this.api.status(task)));
			assertThat(run("mount", "-o", "remount,size=100m", scratch)).isZero();
			assertThat(this.api.end(task).get("status").asString()).isEqualTo("succeeded");
			assertThat(this.api.task(task).get("attempts").toString()).doesNotContain("site_error", "internal");
			this.system.stop(this.worker);
		}
		finally {
			run("umount", "-l", scratch);
		}
	}

	/** However often it is tried: that must come to an end. */
	@Test
	void videoThatIsLargerThanTheDiskFails() throws Exception {
		this.system.stop(this.worker);
		String scratch = this.system.scratch().toString();
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", scratch)).isZero();
		try {
			this.worker = this.system.startWorker("--autoclip.worker.min-free-disk=0B");
			String task = this.api.submit(this.origin.file("/huge.mp4", Media.padded("eight.mp4", 8 * 1024 * 1024)));
			assertThat(this.api.end(task).get("error").get("code").asString()).isEqualTo("storage");
			this.system.stop(this.worker);
		}
		finally {
			run("umount", "-l", scratch);
		}
	}

	private static int run(String... command) throws Exception {
		return new ProcessBuilder(command).start().waitFor();
	}

}

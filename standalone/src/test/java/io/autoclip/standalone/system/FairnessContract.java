package io.autoclip.standalone.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import io.autoclip.standalone.servers.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nobody waits longer than he must, and no site is asked more than its limit allows. For
 * an address without a name, host and port are the site, so two origins are two sites.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FairnessContract {

	private static final int WAITING = 200;

	private final TestSystem system;

	private Api api;

	FairnessContract(TestServers servers) {
		this.system = new TestSystem(servers);
	}

	@AfterAll
	void stop() {
		this.system.close();
	}

	private long ended(List<String> tasks) {
		return tasks.stream().filter((task) -> this.api.status(task).equals("succeeded")).count();
	}

	/** Defect 11 of the original: two long tasks block everything behind them. */
	@Test
	void oneSitesQueueDelaysNoOtherSite() {
		try (Origin busy = this.system.origin(); Origin other = new Origin()) {
			this.system.startWorker("--autoclip.worker.slots=4",
					"--autoclip.egress.allow=" + busy.hostAndPort() + "," + other.hostAndPort());
			this.api = this.system.startApi("--autoclip.site.limit=2");
			String slow = busy.slow("/slow.mp4", Media.clip(), 300);
			List<String> crowd = new ArrayList<>();
			for (int i = 0; i < WAITING; i++) {
				crowd.add(this.api.submit(slow + "?" + i));
			}
			long before = ended(crowd);
			this.api.video(other.file("/alone.mp4", Media.clip()));
			assertThat(ended(crowd) - before).as("of the crowd that ended meanwhile").isLessThan(20);
			for (String task : crowd) {
				assertThat(this.api.end(task, Duration.ofMinutes(3)).get("status").asString()).isEqualTo("succeeded");
			}
			assertThat(busy.busiest()).as("requests at the origin at once").isLessThanOrEqualTo(2).isPositive();
		}
	}

}

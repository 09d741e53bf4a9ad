package io.autoclip.standalone.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.standalone.servers.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nobody waits longer than he must, and no site is asked more than its limit allows. For
 * an address without a name, host and port are the site, so two origins are two sites.
 */
abstract class FairnessContract {

	private static final Log logger = LogFactory.getLog(FairnessContract.class);

	private static final int WAITING = 200;

	private static final int WORKERS = 3;

	private static final int SLOTS = 4;

	private static final int LIMIT = 2;

	private final TestSystem system;

	private Api api;

	FairnessContract(TestServers servers) {
		this.system = new TestSystem(servers);
	}

	@AfterEach
	void stop() {
		this.system.close();
	}

	private long ended(List<String> tasks) {
		return tasks.stream().filter((task) -> this.api.status(task).equals("succeeded")).count();
	}

	/** Defect 11 of the original: two long tasks block everything behind them. */
	@Test
	void twentyBehindTwoHundredOfASlowSiteEndAsIfAlone() {
		List<Origin> others = IntStream.range(0, 5).mapToObj((i) -> new Origin()).toList();
		try (Origin busy = this.system.origin()) {
			start(busy, others, "--autoclip.site.limit=" + LIMIT);
			Duration alone = run(others, "alone");
			String slow = busy.slow("/slow.mp4", Media.clip(), 300);
			List<String> crowd = submit(slow + "?", WAITING);
			long before = ended(crowd);
			Duration behind = run(others, "behind");
			long meanwhile = ended(crowd) - before;
			logger.info("Alone " + alone.toMillis() + " ms, behind the crowd " + behind.toMillis() + " ms, of which "
					+ meanwhile + " ended meanwhile");
			assertThat(behind).isLessThan(alone.multipliedBy(2).plusSeconds(2));
			assertThat(meanwhile).as("of the crowd that ended meanwhile").isLessThan(WAITING / 2);
			for (String task : crowd) {
				assertThat(this.api.end(task, Duration.ofMinutes(3)).get("status").asString()).isEqualTo("succeeded");
			}
			assertThat(busy.busiest()).as("requests at the origin at once").isBetween(1, LIMIT);
		}
		finally {
			others.forEach(Origin::close);
		}
	}

	/**
	 * They were let in one after another, but find free slots at the same moment. What
	 * lies between a start here and the first request there differs a little.
	 */
	@Test
	void tasksOfASiteKeepTheirDistanceThoughTheyWaitedInTheQueue() {
		Duration spacing = Duration.ofSeconds(2);
		CountDownLatch gate = new CountDownLatch(1);
		try (Origin spaced = new Origin(); Origin other = new Origin()) {
			start(spaced, List.of(other),
					"--autoclip.site.spacings=" + spaced.hostAndPort() + "=" + spacing.toSeconds() + "s",
					"--autoclip.site.limit=" + WORKERS * SLOTS);
			List<String> busy = submit(other.gated("/long.mp4", Media.clip(), gate) + "?", WORKERS * SLOTS);
			Awaitility.await("all slots to be busy")
				.atMost(Duration.ofSeconds(60))
				.until(() -> this.api.json("/tasks?status=running&limit=100").get("items").size() == busy.size());
			List<String> tasks = submit(spaced.file("/spaced.mp4", Media.clip()) + "?", 5);
			Awaitility.await("two that were let in").atMost(Duration.ofSeconds(20)).until(() -> admitted() == 2);
			gate.countDown();
			for (String task : tasks) {
				assertThat(this.api.end(task).get("status").asString()).isEqualTo("succeeded");
			}
			logger.info("Spacing: " + spaced.spacings());
			assertThat(spaced.spacings()).hasSize(4)
				.allSatisfy((gap) -> assertThat(gap).isGreaterThan(Duration.ofSeconds(1)));
		}
	}

	private long admitted() {
		return this.system.bean(StringRedisTemplate.class).opsForZSet().zCard("{autoclip}:admitted");
	}

	private void start(Origin first, List<Origin> others, String... site) {
		String allowed = Stream.concat(Stream.of(first), others.stream())
			.map(Origin::hostAndPort)
			.collect(Collectors.joining(","));
		for (int i = 0; i < WORKERS; i++) {
			this.system.startWorker("--autoclip.worker.slots=" + SLOTS, "--autoclip.egress.allow=" + allowed);
		}
		this.api = this.system.startApi(site);
	}

	/** How long twenty tasks take, four of each site. */
	private Duration run(List<Origin> sites, String name) {
		long began = System.nanoTime();
		List<String> tasks = new ArrayList<>();
		for (Origin site : sites) {
			tasks.addAll(submit(site.slow("/" + name + ".mp4", Media.clip(), 300) + "?", 4));
		}
		for (String task : tasks) {
			assertThat(this.api.end(task, Duration.ofMinutes(2)).get("status").asString()).isEqualTo("succeeded");
		}
		return Duration.ofNanos(System.nanoTime() - began);
	}

	private List<String> submit(String url, int count) {
		return IntStream.range(0, count).mapToObj((i) -> this.api.submit(url + i)).toList();
	}

}

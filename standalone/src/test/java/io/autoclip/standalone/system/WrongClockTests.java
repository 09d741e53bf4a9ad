package io.autoclip.standalone.system;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.standalone.servers.EmbeddedTestServers;
import io.autoclip.storage.StorageClock;
import io.autoclip.task.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of tasks when the clocks of the services are an hour off that of the
 * storage, which then refuses whatever they sign.
 */
class WrongClockTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private TestSystem system;

	private Cables cables;

	@BeforeEach
	void start() {
		this.system = new TestSystem(new EmbeddedTestServers());
		this.cables = new Cables(this.system.servers());
	}

	@AfterEach
	void stop() {
		this.system.close();
		this.cables.close();
	}

	@Test
	void workerWhoseClockIsBehindTakesNothingUntilItIsRight() {
		try (SkewedStorage skewed = new SkewedStorage(HOUR)) {
			this.cables.objectStorage().leadTo(skewed.address());
			Api api = startApi();
			this.system.startWorker(this.cables.connections());
			awaitNoSlots();
			Awaitility.await().until(() -> !health(api).get("right").asBoolean());
			assertThat(health(api).get("seconds_ahead_of_storage").asLong()).isBetween(-3610L, -3590L);
			String task = api.submit(this.system.origin().file("/late.mp4", Media.clip()));
			awaitBeats(Duration.ofSeconds(3));
			assertThat(api.status(task)).isEqualTo("queued");
			assertThat(api.task(task).get("attempt").asInt()).isZero();
			this.cables.objectStorage().leadTo(storage());
			assertThat(api.end(task).get("status").asString()).isEqualTo("succeeded");
			Awaitility.await().until(() -> health(api).get("right").asBoolean());
		}
	}

	@Test
	void taskThatCannotBeStoredBecauseTheClockIsAheadWaitsAndHasNotFailed() throws Exception {
		this.system.startWorker(this.cables.connections(), "--autoclip.worker.storage-patience=3s");
		StorageClock clock = this.system.bean(StorageClock.class);
		Api api = startApi();
		try (SkewedStorage skewed = new SkewedStorage(HOUR.negated())) {
			this.cables.objectStorage().leadTo(skewed.address());
			String task = api.submit(this.system.origin().file("/early.mp4", Media.clip()));
			Awaitility.await("the first attempt to end")
				.atMost(Duration.ofSeconds(30))
				.until(() -> api.task(task).get("attempt").asInt() == 1 && "queued".equals(api.status(task)));
			assertThat(clock.isOff()).isTrue();
			assertThat(api.task(task).get("attempts").get(0).get("outcome").asString()).isEqualTo("handed_back");
			this.cables.objectStorage().leadTo(storage());
			JsonNode ended = api.end(task);
			assertThat(ended.get("status").asString()).isEqualTo("succeeded");
			assertThat(ended.get("attempts").toString()).doesNotContain("failed");
		}
	}

	private Api startApi() {
		return TestSystem.api(this.system.startReplica(this.cables.connections()));
	}

	/** For longer than what was said before the clock was heard can last. */
	private void awaitNoSlots() {
		StringRedisTemplate redis = this.system.bean(StringRedisTemplate.class);
		String worker = "{autoclip}:worker:" + this.system.bean(WorkerId.class);
		Awaitility.await("no slots")
			.during(Duration.ofSeconds(3))
			.atMost(Duration.ofSeconds(30))
			.until(() -> "0".equals(redis.<String, String>opsForHash().get(worker, "slots")));
	}

	/** For so long, each second, the worker has told Redis what it takes. */
	private void awaitBeats(Duration time) {
		double before = lastBeat();
		Awaitility.await("the worker to beat").until(() -> lastBeat() >= before + time.toMillis());
	}

	/** When what it has told last is no longer believed, in milliseconds. */
	private double lastBeat() {
		return this.system.bean(StringRedisTemplate.class)
			.opsForZSet()
			.score("{autoclip}:workers", this.system.bean(WorkerId.class).value());
	}

	private static JsonNode health(Api api) {
		return api.json("/readyz").at("/components/clock/details");
	}

	private InetSocketAddress storage() {
		URI storage = URI.create(this.system.servers().objectStorage().endpoint());
		return new InetSocketAddress(storage.getHost(), storage.getPort());
	}

}

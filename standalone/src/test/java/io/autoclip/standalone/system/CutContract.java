package io.autoclip.standalone.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.standalone.servers.TestServers;
import io.autoclip.standalone.servers.TestServers.Part;
import io.autoclip.standalone.system.Relay.Direction;
import io.autoclip.task.Admission;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker is cut off from a store while it works, both ways and one way. Its task ends
 * once, whatever it did meanwhile.
 */
abstract class CutContract {

	private static final Duration LEASE = Duration.ofSeconds(10);

	private static final String LEASE_PROPERTY = "--autoclip.lease=" + LEASE.toSeconds();

	private static final String SHORT_SILENCE = "--autoclip.storage.limits.silence=2s";

	private final TestSystem system;

	private final Cables cables;

	private final CountDownLatch gate = new CountDownLatch(1);

	private Api api;

	CutContract(TestServers servers) {
		this.system = new TestSystem(servers);
		this.cables = new Cables(servers);
	}

	@AfterEach
	void stop() {
		this.gate.countDown();
		this.cables.mendAll();
		this.system.close();
		this.cables.close();
	}

	/** Starts a worker at the end of cables, which downloads something and waits. */
	private String startDownload() {
		return startDownload(LEASE_PROPERTY);
	}

	private String startDownload(String lease) {
		this.api = this.system.startApi(lease);
		this.system.startWorker(this.cables.connections(), lease, SHORT_SILENCE);
		String task = this.api.submit(this.system.origin().gated("/cut.mp4", Media.clip(), this.gate));
		awaitPhase(task, "downloading");
		return task;
	}

	private void awaitPhase(String task, String phase) {
		Awaitility.await("task " + task + " to be " + phase)
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> phase.equals(this.api.task(task).get("phase").asString("")));
	}

	private void assertEndsOnce(String task, int attempt) {
		JsonNode ended = this.api.end(task);
		assertThat(ended.get("status").asString()).isEqualTo("succeeded");
		assertThat(ended.get("attempt").asInt()).isEqualTo(attempt);
		assertThat(this.api.json("/videos").get("items").size()).isEqualTo(1);
		String prefix = "videos/" + ended.get("video_id").asString() + "/" + task + "." + attempt + "/";
		assertThat(this.system.objects()).isNotEmpty().allMatch((key) -> key.startsWith(prefix));
		assertThat(isScratchEmpty()).isTrue();
	}

	private boolean isScratchEmpty() {
		try {
			return Leftovers.attemptDirectories(this.system.scratch()).isEmpty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void assertTheNextTaskRuns() {
		String url = this.system.origin().file("/next.mp4", Media.clip());
		assertThat(this.api.end(this.api.submit(url), Duration.ofSeconds(40)).get("status").asString())
			.isEqualTo("succeeded");
	}

	@Test
	void workerThatCannotReachRedisForLongerThanItsLeaseLosesTheTask() {
		loseTheLease(() -> this.cables.redis().hold());
	}

	/** Its renewals arrive, and it cannot know. */
	@Test
	void workerThatDoesNotHearRedisForLongerThanItsLeaseLosesTheTask() {
		loseTheLease(() -> this.cables.redis().hold(Direction.TO_CLIENT));
	}

	private void loseTheLease(Runnable cut) {
		String task = startDownload();
		cut.run();
		Awaitility.await("another attempt to be due")
			.atMost(LEASE.multipliedBy(3))
			.until(() -> "queued".equals(this.api.status(task)));
		Awaitility.await("the attempt's end").until(this::isScratchEmpty);
		this.gate.countDown();
		this.cables.redis().mend();
		assertEndsOnce(task, 2);
	}

	@Test
	void halfOpenConnectionToRedisCostsNoAttempt() {
		String task = startDownload("--autoclip.lease=30");
		this.cables.redis().abandon();
		sleep(Duration.ofSeconds(10)); // it is made anew meanwhile
		this.gate.countDown();
		assertEndsOnce(task, 1);
	}

	@Test
	void uploadWaitsForAStorageThatIsSilent() {
		upload(() -> this.cables.objectStorage().hold());
	}

	/** The storage has the bytes, and the worker does not hear it. */
	@Test
	void uploadWhoseAnswerIsLostIsDoneAgain() {
		upload(() -> this.cables.objectStorage().hold(Direction.TO_CLIENT));
	}

	@Test
	void uploadWaitsForAStorageThatIsCutOff() {
		upload(() -> this.cables.objectStorage().cut());
	}

	private void upload(Runnable cut) {
		String task = startDownload();
		cut.run();
		this.gate.countDown();
		awaitPhase(task, "uploading");
		int asked = this.system.origin().requests().size();
		sleep(Duration.ofSeconds(6)); // some time-outs
		assertThat(this.api.task(task).get("phase").asString()).isEqualTo("uploading");
		this.cables.objectStorage().mend();
		assertEndsOnce(task, 1);
		assertThat(this.system.origin().requests()).as("nothing is fetched again").hasSize(asked);
	}

	@Test
	void taskEndsThoughTheBrokerIsSilentAndTheNextRunsWhenItIsBack() {
		String task = startDownload();
		this.cables.broker().hold();
		sleep(Duration.ofSeconds(15)); // the broker takes the message back meanwhile
		this.gate.countDown();
		assertEndsOnce(task, 1);
		this.cables.broker().mend();
		assertTheNextTaskRuns();
	}

	@Test
	void halfOpenConnectionsToTheBrokerAreMadeAnew() {
		String task = startDownload();
		this.cables.broker().abandon();
		this.gate.countDown();
		assertEndsOnce(task, 1);
		assertTheNextTaskRuns();
	}

	/** What is left in Redis of a claim that was executed, and whose answer was lost. */
	@Test
	void claimWhoseAnswerIsLostIsHandedBackAndIsNoFailure() {
		this.api = this.system.startApi();
		this.system.startWorker("--autoclip.worker.min-free-disk=100000TB");
		TaskRepository tasks = this.system.bean(TaskRepository.class);
		TaskId task = new TaskId(this.api.submit(this.system.origin().file("/claimed.mp4", Media.clip())));
		long admission = tasks.find(task).orElseThrow().task().admission();
		tasks.claim(new Admission(task, admission), this.system.bean(WorkerId.class));
		Awaitility.await("the task to be handed back")
			.atMost(Duration.ofSeconds(20))
			.until(() -> "queued".equals(this.api.status(task.value())));
		assertThat(this.api.task(task.value()).get("attempts").get(0).get("outcome").asString())
			.isEqualTo("handed_back");
		this.system.startWorker();
		assertEndsOnce(task.value(), 2);
	}

	/** It would be sent when the caller has long been told that it failed. */
	@Test
	void whatRedisDoesNotHearBecauseItIsAwayIsNotSentLater() {
		this.system.startWorker();
		StringRedisTemplate redis = this.system.bean(StringRedisTemplate.class);
		this.system.servers().stop(Part.REDIS);
		Awaitility.await().ignoreExceptions().until(() -> isRefusedAtOnce(redis));
		this.system.servers().start(Part.REDIS);
		Awaitility.await()
			.ignoreExceptions()
			.until(() -> redis.execute((RedisCallback<String>) RedisConnection::ping) != null);
		assertThat(redis.hasKey("unheard")).isFalse();
	}

	private static boolean isRefusedAtOnce(StringRedisTemplate redis) {
		long began = System.nanoTime();
		try {
			redis.opsForValue().set("unheard", "1");
			return false;
		}
		catch (DataAccessException ex) {
			return System.nanoTime() - began < Duration.ofSeconds(1).toNanos();
		}
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

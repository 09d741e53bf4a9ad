package io.autoclip.standalone.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.RedisCallback;

import io.autoclip.messaging.QueueNames;
import io.autoclip.standalone.servers.TestServers.Part;
import io.autoclip.standalone.servers.TestServers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Parts go away and come back; messages are lost, doubled and made up. Each test has a
 * system of its own, because it breaks it.
 */
abstract class RecoveryContract {

	/**
	 * It reaches the worker within two seconds; the rest is for a machine that is busy.
	 */
	private static final Duration CANCEL = Duration.ofSeconds(5);

	private final TestSystem system;

	private final Origin origin;

	private ConfigurableApplicationContext worker;

	private Api api;

	RecoveryContract(TestServers servers) {
		this.system = new TestSystem(servers);
		this.origin = this.system.origin();
	}

	@BeforeEach
	void start() {
		this.worker = this.system.startWorker();
		this.api = this.system.startApi();
	}

	@AfterEach
	void stop() {
		this.system.close();
	}

	@Test
	void tasksAreAcceptedWithoutABrokerAndRunWhenItIsBack() throws Exception {
		this.system.servers().stop(Part.BROKER);
		String task = this.api.submit(this.origin.file("/later.mp4", Media.clip()));
		Thread.sleep(2000);
		assertThat(this.api.status(task)).isEqualTo("queued");
		this.system.servers().start(Part.BROKER);
		assertThat(this.api.end(task).get("status").asString()).isEqualTo("succeeded");
	}

	@Test
	void messagesThatSayNothingNewAreSettledAndCounted() {
		RabbitTemplate rabbit = this.worker.getBean(RabbitTemplate.class);
		String task = this.api.submit(this.origin.file("/once.mp4", Media.clip()));
		JsonNode ended = this.api.end(task);
		for (String body : List.of("{\"version\":1,\"task\":\"" + task + "\",\"admission\":1}",
				"{\"version\":1,\"task\":\"00000000000000000000000000\",\"admission\":1}", "garbage", "{}", "",
				"{\"version\":99}")) {
			rabbit.send("", QueueNames.TASKS, new Message(body.getBytes(StandardCharsets.UTF_8)));
		}
		assertThat(this.api.video(this.origin.file("/after.mp4", Media.clip()))).isNotNull();
		Awaitility.await().untilAsserted(() -> {
			assertThat(counter("autoclip.messages.unreadable")).isEqualTo(4);
			assertThat(counter("autoclip.messages.ignored")).isEqualTo(2);
		});
		assertThat(this.api.task(task)).isEqualTo(ended);
		assertThat(count("GET /once.mp4")).isLessThanOrEqualTo(2);
	}

	/**
	 * Redis answers again after nine seconds: longer than a claim waits for it. A worker
	 * that had acknowledged first would have lost the message.
	 */
	@Test
	void messageThatCannotBeClaimedGoesBackToTheQueue() {
		this.worker.getBean(StringRedisTemplate.class)
			.execute((RedisCallback<Object>) (connection) -> connection.execute("CLIENT", "PAUSE".getBytes(US_ASCII),
					"9000".getBytes(US_ASCII), "ALL".getBytes(US_ASCII)));
		this.worker.getBean(RabbitTemplate.class)
			.send("", QueueNames.TASKS, new Message(
					"{\"version\":1,\"task\":\"00000000000000000000000000\",\"admission\":1}".getBytes(US_ASCII)));
		try (Amqp operator = new Amqp(this.system.servers().brokerOfTheOperator())) {
			Awaitility.await("the message to come back")
				.atMost(Duration.ofSeconds(20))
				.until(() -> operator.ready(QueueNames.TASKS) == 1);
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(counter("autoclip.messages.ignored")).isEqualTo(1));
	}

	@Test
	void messageDoubledWhileTheTaskRunsStartsNothing() {
		CountDownLatch gate = new CountDownLatch(1);
		String task = this.api.submit(this.origin.gated("/doubled.mp4", Media.clip(), gate));
		awaitPhase(task, "downloading");
		long admission = 1;
		this.worker.getBean(RabbitTemplate.class)
			.send("", QueueNames.TASKS,
					new Message(("{\"version\":1,\"task\":\"" + task + "\",\"admission\":" + admission + "}")
						.getBytes(StandardCharsets.UTF_8)));
		Awaitility.await().untilAsserted(() -> assertThat(counter("autoclip.messages.ignored")).isEqualTo(1));
		gate.countDown();
		JsonNode ended = this.api.end(task);
		assertThat(ended.get("status").asString()).isEqualTo("succeeded");
		assertThat(ended.get("attempt").asInt()).isEqualTo(1);
	}

	/**
	 * Defects 2 and 3 of the original: a failing task breaks the status, or shows FAILURE
	 * while a retry is pending.
	 */
	@Test
	void taskThatWillBeTriedAgainIsQueuedAllTheWhile() {
		String task = this.api.submit(this.origin.status("/unwell.mp4", 500));
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			JsonNode now = this.api.task(task);
			if (!now.get("status").asString().equals("failed")) {
				assertThat(now.get("error").isNull()).isTrue();
				assertThat(now.get("status").asString()).isIn("queued", "running");
			}
			return now.get("status").asString().equals("failed");
		});
		JsonNode failed = this.api.task(task);
		assertThat(failed.get("error").get("code").asString()).isEqualTo("site_error");
		assertThat(failed.get("attempt").asInt()).isEqualTo(5);
		this.origin.file("/unwell.mp4", Media.clip());
		assertThat(this.api.post("/tasks/" + task + "/retry", "").statusCode()).isEqualTo(202);
		assertThat(this.api.end(task).get("status").asString()).isEqualTo("succeeded");
	}

	@Test
	void cancelStopsARunningTaskAndLeavesNothing() throws Exception {
		String task = this.api
			.submit(this.origin.gated("/cancelled.mp4", Media.padded("one.mp4", 1024 * 1024), new CountDownLatch(1)));
		awaitPhase(task, "downloading");
		assertThat(this.api.post("/tasks/" + task + "/cancel", "").statusCode()).isEqualTo(202);
		Awaitility.await()
			.atMost(Duration.ofSeconds(4))
			.untilAsserted(() -> assertThat(this.api.status(task)).isEqualTo("cancelled"));
		assertThat(Leftovers.attemptDirectories(this.system.scratch())).isEmpty();
		assertThat(this.system.objects()).isEmpty();
		assertThat(this.api.post("/tasks/" + task + "/cancel", "").statusCode()).isEqualTo(202);
	}

	@Test
	void ytDlpHostThatDiesIsStartedAgainAndItsTaskGetsAnotherAttempt() {
		CountDownLatch gate = new CountDownLatch(1);
		String task = this.api.submit(this.origin.gated("/orphaned.mp4", Media.clip(), gate));
		awaitPhase(task, "downloading");
		Leftovers.processes(this.system.scratch()).forEach(ProcessHandle::destroyForcibly);
		gate.countDown();
		JsonNode ended = this.api.end(task);
		assertThat(ended.get("status").asString()).isEqualTo("succeeded");
		assertThat(ended.get("attempt").asInt()).isEqualTo(2);
	}

	/** Defect 15 of the original: after a restart of Redis, queue and status are gone. */
	@Test
	void redisThatComesBackLosesNothing() throws Exception {
		String before = this.api.submit(this.origin.file("/before.mp4", Media.clip()));
		this.api.end(before);
		CountDownLatch gate = new CountDownLatch(1);
		String during = this.api.submit(this.origin.gated("/during.mp4", Media.clip(), gate));
		awaitPhase(during, "downloading");
		this.system.servers().stop(Part.REDIS);
		assertThat(this.api.post("/task", "{\"url\":\"http://a.example/\"}").statusCode()).isEqualTo(503);
		gate.countDown();
		Thread.sleep(1000);
		this.system.servers().start(Part.REDIS);
		Awaitility.await("the api").until(() -> this.api.get("/tasks").statusCode() == 200);
		JsonNode ended = this.api.end(during);
		assertThat(ended.get("status").asString()).isEqualTo("succeeded");
		assertThat(this.api.status(before)).isEqualTo("succeeded");
		assertThat(this.api.video(this.origin.file("/after.mp4", Media.clip()))).isNotNull();
	}

	/**
	 * Defect 16 of the original: with the storage down, one request stalls the whole API.
	 */
	@Test
	void finishedDownloadWaitsForTheStorageAndIsNotFetchedAgain() throws Exception {
		CountDownLatch gate = new CountDownLatch(1);
		String task = this.api.submit(this.origin.gated("/patient.mp4", Media.clip(), gate));
		awaitPhase(task, "downloading");
		int asked = count("GET /patient.mp4");
		this.system.servers().stop(Part.OBJECT_STORAGE);
		gate.countDown();
		awaitPhase(task, "uploading");
		assertThat(this.api.get("/tasks").statusCode()).isEqualTo(200);
		Thread.sleep(2000);
		this.system.servers().start(Part.OBJECT_STORAGE);
		JsonNode ended = this.api.end(task);
		assertThat(ended.get("status").asString()).isEqualTo("succeeded");
		assertThat(count("GET /patient.mp4")).isEqualTo(asked);
	}

	@Test
	void workerThatIsStoppedHandsItsTaskBackUnharmed() {
		CountDownLatch gate = new CountDownLatch(1);
		String task = this.api.submit(this.origin.gated("/handed.mp4", Media.clip(), gate));
		awaitPhase(task, "downloading");
		this.system.stop(this.worker);
		assertThat(this.api.status(task)).isEqualTo("queued");
		assertThat(this.api.json("/info").get("workers").size()).isZero();
		gate.countDown();
		this.worker = this.system.startWorker();
		JsonNode ended = this.api.end(task);
		assertThat(ended.get("status").asString()).isEqualTo("succeeded");
		assertThat(ended.get("attempt").asInt()).isEqualTo(2);
	}

	@Test
	void videoIsReadByItsLinkOnly() {
		JsonNode video = this.api.video(this.origin.file("/private.mp4", Media.clip()));
		String link = this.api.presigned(video.get("id").asString()).toString();
		assertThat(Links.status(link)).isEqualTo(200);
		assertThat(Links.status(link.replaceFirst("\\?.*", ""))).isEqualTo(403);
		assertThat(Links.status(link.replace("X-Amz-Signature=", "X-Amz-Signature=0"))).isEqualTo(403);
	}

	@Test
	void unreadableMessagesBecomeDeadLettersWhereverTheyLie() {
		RabbitTemplate rabbit = this.worker.getBean(RabbitTemplate.class);
		String task = this.api.submit(this.origin.file("/known.mp4", Media.clip()));
		this.api.end(task);
		rabbit.send("", QueueNames.TASKS, message("garbage"));
		rabbit.send("", QueueNames.DEAD, message("rubbish"));
		rabbit.send("", QueueNames.DEAD, message("{\"version\":1,\"task\":\"" + task + "\",\"admission\":1}"));
		rabbit.send("", QueueNames.DEAD,
				message("{\"version\":1,\"task\":\"00000000000000000000000000\",\"admission\":1}"));
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(this.api.json("/dead-letters").get("items").size()).isEqualTo(3));
		assertThat(rabbit.receive(QueueNames.DEAD)).isNull();
		assertThat(this.api.json("/dead-letters").toString()).contains("There is no task", "gave up on it");
	}

	@Test
	void cancelWhileTheStorageIsAwayTakesSecondsAndLeavesNothing() throws Exception {
		CountDownLatch gate = new CountDownLatch(1);
		String task = this.api.submit(this.origin.gated("/unstored.mp4", Media.clip(), gate));
		awaitPhase(task, "downloading");
		this.system.servers().stop(Part.OBJECT_STORAGE);
		gate.countDown();
		awaitPhase(task, "uploading");
		assertThat(this.api.post("/tasks/" + task + "/cancel", "").statusCode()).isEqualTo(202);
		Awaitility.await()
			.atMost(CANCEL)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> "cancelled".equals(this.api.status(task)));
		assertThat(Leftovers.attemptDirectories(this.system.scratch())).isEmpty();
		this.system.servers().start(Part.OBJECT_STORAGE);
		assertThat(this.system.objects()).isEmpty();
	}

	@Test
	void waitingForTheStorageDoesNotCountAgainstTheWallClock() throws Exception {
		this.system.stop(this.worker);
		this.worker = this.system.startWorker("--autoclip.worker.wall-clock=8s");
		CountDownLatch gate = new CountDownLatch(1);
		String task = this.api.submit(this.origin.gated("/waiting.mp4", Media.clip(), gate));
		awaitPhase(task, "downloading");
		this.system.servers().stop(Part.OBJECT_STORAGE);
		gate.countDown();
		awaitPhase(task, "uploading");
		Thread.sleep(9000);
		this.system.servers().start(Part.OBJECT_STORAGE);
		JsonNode ended = this.api.end(task);
		assertThat(ended.get("status").asString()).isEqualTo("succeeded");
		assertThat(ended.get("attempt").asInt()).isEqualTo(1);
	}

	@Test
	void runningTaskMayEndWhileItsWorkerStopsAndNoOtherBegins() throws Exception {
		this.system.stop(this.worker);
		this.worker = this.system.startWorker("--autoclip.worker.shutdown-grace=20s");
		CountDownLatch gate = new CountDownLatch(1);
		String running = this.api.submit(this.origin.gated("/graceful.mp4", Media.clip(), gate));
		awaitPhase(running, "downloading");
		Thread stop = Thread.ofVirtual().start(() -> this.system.stop(this.worker));
		Thread.sleep(2500); // two heartbeats
		String late = this.api.submit(this.origin.file("/late.mp4", Media.clip()));
		Thread.sleep(1000);
		gate.countDown();
		assertThat(this.api.end(running, Duration.ofSeconds(15)).get("attempt").asInt()).isEqualTo(1);
		assertThat(this.api.status(running)).isEqualTo("succeeded");
		stop.join(Duration.ofSeconds(20));
		assertThat(stop.isAlive()).isFalse();
		assertThat(this.api.status(late)).isEqualTo("queued");
		assertThat(Leftovers.processes(this.system.scratch())).isEmpty();
		this.worker = this.system.startWorker();
		assertThat(this.api.end(late).get("attempt").asInt()).isEqualTo(1);
	}

	@Test
	void taskThatFindsNoEgressWaitsUntilThereIsOneAndHasNotFailed() {
		this.system.stop(this.worker);
		this.worker = this.system.startWorker("--autoclip.egress.url=http://127.0.0.1:9", "--autoclip.egress.key=key");
		String task = this.api.submit(this.origin.file("/unreached.mp4", Media.clip()));
		Awaitility.await("the first attempt to end")
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.api.task(task).get("attempts").toString().contains("handed_back"));
		this.system.stop(this.worker);
		this.worker = this.system.startWorker();
		assertThat(this.api.end(task).get("status").asString()).isEqualTo("succeeded");
		assertThat(this.api.task(task).get("attempts").toString()).doesNotContain("network");
	}

	@Test
	void logOfTheLastAttemptTellsItsPhasesAndNothingOfTheMachine() {
		String task = this.api.submit(this.origin.file("/told.mp4", Media.clip()) + "?token=hidden");
		this.api.end(task);
		String log = this.api.get("/tasks/" + task + "/log").body();
		assertThat(log).contains("downloading", "uploading", "stored", "[generic]");
		assertThat(log).doesNotContain("hidden", "127.0.0.1", this.system.scratch().toString());
		String cancelled = this.api
			.submit(this.origin.gated("/untold.mp4", Media.padded("one.mp4", 1024 * 1024), new CountDownLatch(1)));
		awaitPhase(cancelled, "downloading");
		this.api.post("/tasks/" + cancelled + "/cancel", "");
		this.api.end(cancelled);
		assertThat(this.api.get("/tasks/" + cancelled + "/log").body()).contains("stopped: cancelled");
	}

	private static Message message(String body) {
		return new Message(body.getBytes(StandardCharsets.UTF_8));
	}

	private void awaitPhase(String task, String phase) {
		Awaitility.await("task " + task + " to be " + phase)
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> phase.equals(this.api.task(task).get("phase").asString("")));
	}

	private double counter(String name) {
		return this.worker.getBean(MeterRegistry.class).counter(name).count();
	}

	private int count(String request) {
		return (int) this.origin.requests().stream().filter(request::equals).count();
	}

}

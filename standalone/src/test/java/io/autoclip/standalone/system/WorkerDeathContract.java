package io.autoclip.standalone.system;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.minio.CreateMultipartUploadArgs;
import io.minio.MinioAsyncClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.standalone.embedded.BrokerAddress;
import io.autoclip.standalone.embedded.RedisAddress;
import io.autoclip.standalone.embedded.StorageAddress;
import io.autoclip.standalone.servers.TestServers.Part;
import io.autoclip.standalone.servers.TestServers;
import io.autoclip.worker.WorkerServiceApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker as a process of its own dies in the middle of a download. Defect 14 of the
 * original: running jobs are lost for good.
 */
abstract class WorkerDeathContract {

	private static final Duration LEASE = Duration.ofSeconds(10);

	private static final String LEASE_PROPERTY = "--autoclip.lease=" + LEASE.toSeconds();

	private final TestSystem system;

	private final Origin origin;

	WorkerDeathContract(TestServers servers) {
		this.system = new TestSystem(servers);
		this.origin = this.system.origin();
	}

	@AfterEach
	void stop() {
		this.system.close();
	}

	@Test
	void taskOfAWorkerThatWasKilledEndsOnceElsewhereAndNothingIsLeft() throws Exception {
		Api api = this.system.startApi(LEASE_PROPERTY);
		CountDownLatch gate = new CountDownLatch(1);
		String url = this.origin.gated("/interrupted.mp4", Media.padded("one.mp4", 1024 * 1024), gate);
		Process worker = startWorkerProcess();
		String task = api.submit(url);
		Awaitility.await("the download to begin")
			.atMost(Duration.ofSeconds(60))
			.until(() -> "downloading".equals(api.task(task).get("phase").asString("")));
		assertThat(Leftovers.processes(this.system.scratch())).isNotEmpty();
		String follower = api.submit(url + "#again");
		Awaitility.await("another to follow")
			.until(() -> api.task(follower).get("attempts").toString().contains("followed"));
		List<ProcessHandle> children = Leftovers.processes(this.system.scratch());
		this.system.startWorker(LEASE_PROPERTY, "--autoclip.reconcile.interval=1s", "--autoclip.reconcile.age=0s");
		kill(worker);
		gate.countDown();
		JsonNode ended = api.end(task, LEASE.plusSeconds(10));
		assertThat(ended.get("status").asString()).isEqualTo("succeeded");
		assertThat(ended.get("attempt").asInt()).isEqualTo(2);
		assertThat(api.end(follower).get("video_id")).isEqualTo(ended.get("video_id"));
		assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
		assertThat(api.json("/videos").get("items").size()).isEqualTo(1);
		Awaitility.await("the reconciler")
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(Leftovers.attemptDirectories(this.system.scratch())).isEmpty());
		String prefix = "videos/" + ended.get("video_id").asString() + "/" + task + ".2/";
		assertThat(this.system.objects()).isNotEmpty().allMatch((key) -> key.startsWith(prefix));
	}

	@Test
	void splitByAWorkerThatWasKilledHappensOnceElsewhere() throws Exception {
		Api api = this.system.startApi(LEASE_PROPERTY);
		Process worker = startWorkerProcess();
		String video = api.video(this.origin.file("/split.mp4", Media.clip())).get("id").asString();
		String range = "{\"start\": 0.1, \"end\": 5.9}";
		String body = "{\"mode\": \"ranges\", \"ranges\": [" + String.join(", ", Collections.nCopies(20, range)) + "]}";
		String task = new JsonMapper().readTree(api.post("/videos/" + video + "/clips", body).body())
			.get("id")
			.asString();
		awaitPhase(api, task, "cutting");
		List<ProcessHandle> children = Leftovers.processes(this.system.scratch());
		this.system.startWorker(LEASE_PROPERTY, "--autoclip.reconcile.interval=1s", "--autoclip.reconcile.age=0s");
		kill(worker);
		JsonNode ended = api.end(task, LEASE.plusSeconds(50));
		assertThat(ended.get("status").asString()).isEqualTo("succeeded");
		assertThat(ended.get("attempt").asInt()).isEqualTo(2);
		assertThat(ended.get("clips").asInt()).isEqualTo(20);
		assertThat(api.json("/videos/" + video + "/clips?limit=100").get("clips").size()).isEqualTo(20);
		assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
		assertThat(this.system.objects()).noneMatch((key) -> key.contains(task + ".1/"));
		assertThat(Leftovers.attemptDirectories(this.system.scratch()))
			.noneMatch((directory) -> directory.toString().contains(task + ".2"));
	}

	@Test
	void unpublishedObjectsGoWithTheNextRoundAndPublishedOnesStay() {
		Api api = this.system.startApi();
		this.system.startWorker("--autoclip.reconcile.interval=1s", "--autoclip.reconcile.age=0s");
		JsonNode video = api.video(this.origin.file("/kept.mp4", Media.clip()));
		List<String> published = this.system.objects();
		String orphan = "videos/00000000000000000000000000/00000000000000000000000000.1/media.mp4";
		this.system.storage().put(orphan, Media.clip(), "video/mp4");
		Awaitility.await()
			.atMost(Duration.ofSeconds(15))
			.untilAsserted(() -> assertThat(this.system.objects()).isEqualTo(published));
		assertThat(Media.sha256(api.download(video.get("id").asString()))).isEqualTo(Media.sha256(Media.clip()));
	}

	@Test
	void multipartUploadThatNobodyWillFinishIsAborted() {
		Api api = this.system.startApi();
		this.system.startWorker("--autoclip.reconcile.interval=1s", "--autoclip.reconcile.age=0s");
		api.video(this.origin.file("/kept.mp4", Media.clip()));
		StorageAddress address = this.system.servers().objectStorage();
		MinioAsyncClient client = MinioAsyncClient.builder()
			.endpoint(address.endpoint())
			.region("us-east-1")
			.credentials(address.accessKey(), address.secretKey())
			.build();
		client
			.createMultipartUpload(CreateMultipartUploadArgs.builder()
				.bucket("autoclip")
				.object("videos/00000000000000000000000000/00000000000000000000000000.1/media.mp4")
				.build())
			.join();
		Awaitility.await()
			.atMost(Duration.ofSeconds(15))
			.untilAsserted(() -> assertThat(this.system.storage().pendingUploads("videos/")).isEmpty());
	}

	/**
	 * The first worker sleeps while it waits to store what it has, and finds the storage
	 * there when it wakes: too late.
	 */
	@Test
	void workerThatSleptPastItsLeaseIsRefusedAndRemovesWhatItStored() throws Exception {
		Api api = this.system.startApi(LEASE_PROPERTY);
		CountDownLatch gate = new CountDownLatch(1);
		String url = this.origin.gated("/slept.mp4", Media.padded("one.mp4", 1024 * 1024), gate);
		Process sleeper = startWorkerProcess();
		String task = api.submit(url);
		awaitPhase(api, task, "downloading");
		this.system.servers().stop(Part.OBJECT_STORAGE);
		gate.countDown();
		awaitPhase(api, task, "uploading");
		signal(sleeper, "STOP");
		this.system.servers().start(Part.OBJECT_STORAGE);
		this.system.startWorker(LEASE_PROPERTY);
		JsonNode ended = api.end(task, LEASE.plusSeconds(20));
		assertThat(ended.get("status").asString()).isEqualTo("succeeded");
		assertThat(ended.get("attempt").asInt()).isEqualTo(2);
		signal(sleeper, "CONT");
		Awaitility.await("both workers to live")
			.atMost(Duration.ofSeconds(20))
			.until(() -> api.json("/info").get("workers").size() == 2);
		String prefix = "videos/" + ended.get("video_id").asString() + "/" + task + ".2/";
		Awaitility.await("the objects of the sleeper to go")
			.atMost(Duration.ofSeconds(15))
			.during(Duration.ofSeconds(4))
			.untilAsserted(
					() -> assertThat(this.system.objects()).isNotEmpty().allMatch((key) -> key.startsWith(prefix)));
		assertThat(Leftovers.attemptDirectories(this.system.scratch())).isEmpty();
		assertThat(this.system.storage().pendingUploads("videos/")).isEmpty();
		assertThat(api.task(task)).isEqualTo(ended);
		api.video(this.origin.file("/afterwards.mp4", Media.clip()));
		kill(sleeper);
	}

	@Test
	void objectsOfATaskThatANewerAutoClipWroteStayAndDoNotEndTheRound() {
		this.system.startApi();
		this.system.startWorker("--autoclip.reconcile.interval=1s", "--autoclip.reconcile.age=0s");
		String newer = "00000000000000000000000001";
		this.system.bean(StringRedisTemplate.class)
			.opsForHash()
			.putAll("{autoclip}:task:" + newer, Map.of("schema", "99", "doc", "{}", "seq", "1", "revision", "1"));
		String kept = "videos/00000000000000000000000000/" + newer + ".1/media.mp4";
		String orphan = "videos/00000000000000000000000002/00000000000000000000000002.1/media.mp4";
		this.system.storage().put(kept, Media.clip(), "video/mp4");
		this.system.storage().put(orphan, Media.clip(), "video/mp4");
		Awaitility.await()
			.atMost(Duration.ofSeconds(15))
			.during(Duration.ofSeconds(3))
			.untilAsserted(() -> assertThat(this.system.objects()).containsExactly(kept));
		assertThat(
				this.system.bean(MeterRegistry.class).counter("autoclip.reconciler.found", "what", "objects").count())
			.isEqualTo(1);
	}

	private static void awaitPhase(Api api, String task, String phase) {
		Awaitility.await("task " + task + " to be " + phase)
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> phase.equals(api.task(task).get("phase").asString("")));
	}

	private static void signal(Process process, String name) throws Exception {
		assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor()).isZero();
	}

	private Process startWorkerProcess() throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), WorkerServiceApplication.class.getName(), LEASE_PROPERTY,
						"--autoclip.worker.scratch=" + this.system.scratch(),
						"--autoclip.egress.allow=" + this.origin.hostAndPort()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(new File("target/worker-process.log"));
		builder.environment().putAll(connections());
		return builder.start();
	}

	private Map<String, String> connections() {
		RedisAddress redis = this.system.servers().redis();
		BrokerAddress broker = this.system.servers().broker();
		StorageAddress storage = this.system.servers().objectStorage();
		return Map.of("AUTOCLIP_REDIS_HOST", redis.host(), "AUTOCLIP_RABBITMQ_HOST", broker.host(),
				"AUTOCLIP_REDIS_PORT", String.valueOf(redis.port()), "AUTOCLIP_REDIS_PASSWORD", redis.password(),
				"AUTOCLIP_RABBITMQ_PORT", String.valueOf(broker.port()), "AUTOCLIP_RABBITMQ_USER", broker.getUsername(),
				"AUTOCLIP_RABBITMQ_PASSWORD", broker.getPassword(), "AUTOCLIP_STORAGE_URL", storage.endpoint(),
				"AUTOCLIP_STORAGE_ACCESS_KEY", storage.accessKey(), "AUTOCLIP_STORAGE_SECRET_KEY", storage.secretKey());
	}

	private static void kill(Process process) throws InterruptedException {
		process.destroyForcibly();
		process.waitFor();
	}

}

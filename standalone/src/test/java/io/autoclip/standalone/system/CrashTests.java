package io.autoclip.standalone.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.clip.Clip;
import io.autoclip.standalone.servers.EmbeddedTestServers;
import io.autoclip.video.Video;
import io.autoclip.video.VideoRepository;
import io.autoclip.video.VideoRepository.Listed;
import io.autoclip.worker.restore.RestoreApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service dies before and after each of the steps by which a video is published and
 * deleted; then records and bucket agree again, by the reconciler alone.
 */
class CrashTests {

	private static final String CLIPS = "00000000000000000000000000.1";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final TestSystem system = new TestSystem(new EmbeddedTestServers());

	/** What uploads, and then tells the outcome. */
	private final Mortal publication = new Mortal(this.system.connections(),
			".*\\.worker\\.publish\\..*|.*\\.TaskRunner#(tellLog|conclude|publish)");

	private final Mortal deletion = new Mortal(this.system.connections(), ".*\\.VideoController#delete");

	private ConfigurableApplicationContext worker;

	private ConfigurableApplicationContext replica;

	private Api api;

	private int deaths;

	private int links;

	@BeforeEach
	void start() {
		this.worker = this.system.startWorker(this.publication, "--autoclip.reconcile.interval=1s",
				"--autoclip.reconcile.age=0s");
		this.replica = this.system.startReplica(this.deletion);
		this.api = TestSystem.api(this.replica);
	}

	@AfterEach
	void stop() {
		this.publication.revive();
		this.deletion.revive();
		this.system.close();
	}

	@Test
	void workerMayDieAtEachStepOfPublication() {
		List<String> ends = new ArrayList<>();
		for (int step = 1; !ends.contains("unharmed"); step++) {
			ends.add(publish(step, false));
			ends.add(publish(step, true));
		}
		assertThat(ends).hasSizeGreaterThan(14).contains("cancelled", "succeeded");
		awaitAgreement();
	}

	/** A worker that has died does not come back before its lease has run out. */
	private String publish(int step, boolean reached) {
		this.publication.dieAt(step, reached);
		String task = this.api.submit(link());
		Awaitility.await("the worker's death or the task's end")
			.atMost(PATIENCE)
			.until(() -> this.publication.isDead() ? failed() > this.deaths : hasEnded(task));
		if (!this.publication.isDead()) {
			return "unharmed";
		}
		this.deaths++;
		this.api.post("/tasks/" + task + "/cancel", "");
		redis(this.replica).opsForZSet().add("{autoclip}:leases", task, 1);
		Awaitility.await("the end of the lease").atMost(PATIENCE).until(() -> hasEnded(task));
		this.publication.revive();
		return this.api.status(task);
	}

	/**
	 * That the task is forgotten already is the harder case: nothing then tells a video
	 * that was deleted from one that Redis has lost.
	 */
	@Test
	void apiMayDieAtEachStepOfADeletion() {
		JsonNode kept = this.api.video(link());
		List<Integer> answers = new ArrayList<>();
		for (int step = 1; !answers.contains(204); step++) {
			answers.add(delete(step, false));
			answers.add(delete(step, true));
		}
		assertThat(answers).hasSizeGreaterThan(14).contains(404);
		awaitAgreement();
		assertThat(this.api.json("/videos").get("items")).hasSizeLessThan(answers.size()).contains(kept);
		JsonNode library = this.api.json("/videos?limit=100");
		assertThat(SpringApplication.exit(restore())).isZero();
		assertThat(this.api.json("/videos?limit=100")).isEqualTo(library);
	}

	private int delete(int step, boolean reached) {
		String task = this.api.submit(link());
		String video = this.api.end(task).get("video_id").asString();
		redis(this.worker).delete("{autoclip}:task:" + task);
		addClips(video);
		this.deletion.dieAt(step, reached);
		int answer = this.api.delete("/videos/" + video).statusCode();
		this.deletion.revive();
		return (answer == 204) ? answer : this.api.get("/videos/" + video).statusCode();
	}

	/** What another attempt has made of the video. */
	private void addClips(String video) {
		String key = "videos/" + video + "/" + CLIPS + "/" + Clip.RECORD;
		this.system.storage().put(key, Media.clip(), "application/json");
		redis(this.worker).opsForHash().put("{autoclip}:parts:" + video, CLIPS, "1");
	}

	private Stream<String> clipsOf(Video video) {
		return redis(this.worker).opsForHash()
			.keys("{autoclip}:parts:" + video.id())
			.stream()
			.map((attempt) -> "videos/" + video.id() + "/" + attempt + "/" + Clip.RECORD);
	}

	private ConfigurableApplicationContext restore() {
		SpringApplication application = RestoreApplication.application();
		application.addInitializers(this.system.connections());
		return application.run();
	}

	private String link() {
		return this.system.origin().file("/" + this.links++ + ".mp4", Media.clip());
	}

	private boolean hasEnded(String task) {
		return !this.api.status(task).matches("queued|running");
	}

	private double failed() {
		return this.worker.getBean(MeterRegistry.class).counter("autoclip.messages.failed").count();
	}

	private static StringRedisTemplate redis(ConfigurableApplicationContext service) {
		return service.getBean(StringRedisTemplate.class);
	}

	private List<String> recorded() {
		return this.worker.getBean(VideoRepository.class)
			.oldest(null, 1000)
			.stream()
			.map(Listed::video)
			.flatMap((video) -> Stream.concat(clipsOf(video),
					Stream.concat(video.files().stream().map(video::key), Stream.of(video.prefix() + Video.RECORD))))
			.toList();
	}

	private void awaitAgreement() {
		Awaitility.await("records and bucket agree")
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.system.objects()).containsExactlyInAnyOrderElementsOf(recorded()));
	}

}

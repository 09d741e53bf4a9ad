package io.autoclip.standalone.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.standalone.servers.EmbeddedTestServers;
import io.autoclip.standalone.servers.TestServers.Part;
import io.autoclip.storage.ObjectStorage;
import io.autoclip.worker.restore.RestoreApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Redis loses everything, and the library comes back from the bucket. A worker, whose
 * reconciler sweeps all that it may each second, and an api run all the while.
 */
@ExtendWith(OutputCaptureExtension.class)
class RestoreTests {

	private final TestSystem system = new TestSystem(new EmbeddedTestServers());

	private final Origin origin = this.system.origin();

	private ConfigurableApplicationContext worker;

	private Api api;

	@TempDir
	private Path folder;

	@BeforeEach
	void start() {
		this.worker = this.system.startWorker("--autoclip.reconcile.interval=1s", "--autoclip.reconcile.age=0s");
		this.api = this.system.startApi();
	}

	@AfterEach
	void stop() {
		this.system.close();
	}

	@Test
	void libraryComesBackAsItWasWhenRedisHasLostEverything(CapturedOutput output) throws Exception {
		this.api.video(this.origin.file("/first.mp4", Media.clip()));
		String second = id(this.api.video(this.origin.file("/second.mp4", Media.otherClip())));
		String third = id(this.api.video(this.origin.file("/third.mp4", Media.clip())));
		JsonNode library = this.api.json("/videos");
		List<String> objects = this.system.objects();
		loseRedis();
		Thread.sleep(3000); // rounds of the reconciler
		assertThat(this.system.objects()).isEqualTo(objects);

		assertThat(restore("--verify")).isZero();
		assertThat(this.api.json("/videos")).isEqualTo(library);
		assertThat(this.api.json("/videos/" + third)).isEqualTo(library.get("items").get(0));
		assertThat(Media.sha256(this.api.download(second))).isEqualTo(Media.sha256(Media.otherClip()));
		assertThat(output).contains("Videos found: 3 (restored: 3, known already: 0, left to their tasks: 0, "
				+ "incomplete: 0, unreadable: 0, of a newer AutoClip: 0)");

		String sequence = redis().opsForValue().get("{autoclip}:sequence");
		assertThat(restore()).isZero();
		assertThat(output).contains("Videos found: 3 (restored: 0, known already: 3,");
		assertThat(redis().opsForValue().get("{autoclip}:sequence")).isEqualTo(sequence);
		assertThat(this.api.json("/videos")).isEqualTo(library);
		assertThat(this.system.objects()).isEqualTo(objects);
	}

	@Test
	void incompleteHigherAttemptLosesAgainstACompleteLowerOneAndIsSwept(CapturedOutput output) throws Exception {
		JsonNode video = this.api.video(this.origin.file("/attempts.mp4", Media.clip()));
		List<String> complete = this.system.objects();
		String first = prefix(video);
		String second = first.replace(".1/", ".10/");
		loseRedis();
		put(second + "video.json", text(first + "video.json").replace(first, second));
		assertThat(restore()).isZero();
		assertThat(output).contains("Incomplete: " + second + "media.mp4").contains("Videos found: 1 (restored: 1,");
		assertThat(this.api.json("/videos/" + id(video))).isEqualTo(video);
		Awaitility.await("the reconciler")
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(this.system.objects()).isEqualTo(complete));
		assertThat(Media.sha256(this.api.download(id(video)))).isEqualTo(Media.sha256(Media.clip()));
	}

	@Test
	void highestOfTwoCompleteAttemptsIsTaken() throws Exception {
		JsonNode video = this.api.video(this.origin.file("/attempts.mp4", Media.clip()));
		String ninth = prefix(video).replace(".1/", ".9/");
		String tenth = prefix(video).replace(".1/", ".10/");
		loseRedis();
		this.system.stop(this.worker); // it would sweep what is not yet complete
		for (String to : List.of(ninth, tenth)) {
			copy(prefix(video), to);
		}
		assertThat(restore()).isZero();
		assertThat(this.api.presigned(id(video)).toString()).contains(tenth);
	}

	@Test
	void whatIsDamagedOrOfANewerAutoClipIsLeftAloneAndNamed(CapturedOutput output) throws Exception {
		String truncated = prefix(this.api.video(this.origin.file("/truncated.mp4", Media.clip())));
		String altered = prefix(this.api.video(this.origin.file("/altered.mp4", Media.clip())));
		String garbled = prefix(this.api.video(this.origin.file("/garbled.mp4", Media.clip())));
		String foreign = prefix(this.api.video(this.origin.file("/foreign.mp4", Media.clip())));
		String newer = prefix(this.api.video(this.origin.file("/newer.mp4", Media.clip())));
		loseRedis();
		byte[] media = Files.readAllBytes(Media.clip());
		put(truncated + "media.mp4", new String(media, 0, 1000, StandardCharsets.ISO_8859_1));
		media[media.length - 1] ^= 1;
		this.system.storage()
			.put(altered + "media.mp4", Files.write(this.folder.resolve("altered"), media), "video/mp4");
		put(garbled + "video.json", "{\"schema\":1}");
		put(foreign + "video.json", text(truncated + "video.json"));
		put(newer + "video.json", "{\"schema\":2}");

		assertThat(restore("--verify")).isZero();
		assertThat(output)
			.contains("Videos found: 5 (restored: 0, known already: 0, left to their tasks: 0, "
					+ "incomplete: 2, unreadable: 2, of a newer AutoClip: 1)")
			.contains("Incomplete: " + truncated + "media.mp4")
			.contains("Incomplete: " + altered + "media.mp4")
			.contains("Unreadable: " + garbled + "video.json")
			.contains("Unreadable: " + foreign + "video.json");
		assertThat(this.api.json("/videos").get("items")).isEmpty();
	}

	/**
	 * Its objects linger until the reconciler finds them, though nobody knows its task
	 * any more.
	 */
	@Test
	void videoThatWasDeletedWhileTheStorageWasAwayStaysDeleted(CapturedOutput output) throws Exception {
		this.system.stop(this.worker);
		this.worker = this.system.startWorker();
		JsonNode task = this.api.end(this.api.submit(this.origin.file("/deleted.mp4", Media.clip())));
		String video = task.get("video_id").asString();
		redis().delete("{autoclip}:task:" + id(task));
		this.system.servers().stop(Part.OBJECT_STORAGE);
		assertThat(this.api.delete("/videos/" + video).statusCode()).isEqualTo(204);
		this.system.servers().start(Part.OBJECT_STORAGE);
		assertThat(restore()).isZero();
		assertThat(output).contains("Videos found: 1 (restored: 0, known already: 0, left to their tasks: 1,");
		assertThat(this.api.get("/videos/" + video).statusCode()).isEqualTo(404);
	}

	@Test
	void storageOrRedisThatIsAwayIsSaidInOneLineAndByTheExitCode(CapturedOutput output) throws Exception {
		this.system.servers().stop(Part.OBJECT_STORAGE);
		assertThat(restore()).isOne();
		assertThat(output).contains("The object storage is away or refuses");
		this.system.servers().stop(Part.REDIS);
		assertThat(restore()).isOne();
		assertThat(output).contains("Redis is away or refuses");
		assertThat(output.getAll().lines().filter((line) -> line.contains("at io.autoclip.worker.restore"))).isEmpty();
	}

	private int restore(String... arguments) {
		SpringApplication application = RestoreApplication.application();
		application.addInitializers(this.system.connections());
		return SpringApplication.exit(application.run(arguments));
	}

	private void loseRedis() {
		redis().execute((RedisCallback<Void>) (connection) -> {
			connection.serverCommands().flushAll();
			return null;
		});
		assertThat(this.api.json("/videos").get("items")).isEmpty();
	}

	private StringRedisTemplate redis() {
		return this.worker.getBean(StringRedisTemplate.class);
	}

	private static String id(JsonNode video) {
		return video.get("id").asString();
	}

	private String prefix(JsonNode video) {
		String record = this.system.objects()
			.stream()
			.filter((key) -> key.contains(id(video)) && key.endsWith("/video.json"))
			.findFirst()
			.orElseThrow();
		return record.substring(0, record.length() - "video.json".length());
	}

	private void copy(String from, String to) throws IOException {
		ObjectStorage storage = this.system.storage();
		for (String key : this.system.objects().stream().filter((key) -> key.startsWith(from)).toList()) {
			byte[] bytes = storage.get(key).readAllBytes();
			Path file = Files.write(this.folder.resolve("copied"), bytes);
			storage.put(key.replace(from, to), file, "application/octet-stream");
		}
		put(to + "video.json", text(from + "video.json").replace(from, to));
	}

	private String text(String key) throws IOException {
		return new String(this.system.storage().get(key).readAllBytes(), StandardCharsets.UTF_8);
	}

	private void put(String key, String text) throws IOException {
		this.system.storage().put(key, Files.writeString(this.folder.resolve("text"), text), "application/json");
	}

}

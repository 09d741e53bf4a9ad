package io.autoclip.standalone.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.standalone.servers.EmbeddedTestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Videos are copied into a folder for a media server.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExportTests {

	private final TestSystem system = new TestSystem(new EmbeddedTestServers());

	@TempDir
	private Path temp;

	@AfterEach
	void stop() {
		this.system.close();
	}

	@Test
	void publishedVideosAreExportedAsSoonAsTheFolderIsThere(CapturedOutput output) throws IOException {
		Path folder = this.temp.resolve("media");
		ConfigurableApplicationContext worker = this.system.startWorker("--autoclip.export.dir=" + folder,
				"--autoclip.export.template=films/{title}.{ext}");
		Api api = this.system.startApi();
		JsonNode before = api.video(this.system.origin().file("/before.mp4", Media.clip()));
		await("a warning").until(() -> output.getOut().contains("The export folder is missing"));
		assertThat(worker.getBean(MeterRegistry.class).get("autoclip.export.blocked").gauge().value()).isOne();
		assertThat(folder).doesNotExist();

		Files.createDirectory(folder);
		Path copy = folder.resolve("films/before.mp4");
		await("the copy").until(() -> exported(worker) == 1);
		assertThat(Media.sha256(copy)).isEqualTo(before.get("sha256").asString());
		api.video(this.system.origin().file("/other/before.mp4", Media.otherClip()));
		await("the other copy").until(() -> exported(worker) == 2);
		assertThat(Media.sha256(copy)).isEqualTo(before.get("sha256").asString());

		assertThat(api.delete("/videos/" + before.get("id").asString()).statusCode()).isEqualTo(204);
		assertThat(copy).exists();
		forgetWhatWasExported(worker);
		await("a look at all again").until(() -> present(worker) == 1);
		assertThat(exported(worker)).isEqualTo(2);
	}

	/** As after a death between the copy and the note of it. */
	private static void forgetWhatWasExported(ConfigurableApplicationContext worker) {
		worker.getBean(StringRedisTemplate.class).delete("{autoclip}:exported");
	}

	private static double exported(ConfigurableApplicationContext worker) {
		return count(worker, "written");
	}

	private static double present(ConfigurableApplicationContext worker) {
		return count(worker, "present");
	}

	private static double count(ConfigurableApplicationContext worker, String outcome) {
		return worker.getBean(MeterRegistry.class).counter("autoclip.export.videos", "outcome", outcome).count();
	}

	private static ConditionFactory await(String what) {
		return Awaitility.await(what).atMost(Duration.ofSeconds(20));
	}

}

package io.autoclip.api;

import java.util.Map;

import io.autoclip.admission.Admissions;
import io.autoclip.api.Replica.Answer;
import io.autoclip.redis.TestRedis;
import io.autoclip.video.Video;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class SettingsTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	@Test
	void ownLimitsOfSitesWhenGivenHold() {
		Map<String, Object> settings = Map.of("autoclip.site.limits", "youtu.be=2,example.com=0",
				"autoclip.site.spacings", "youtube.com=5s");
		try (Replica api = Replica.start(redis.port(), settings)) {
			Awaitility.await("the first tick")
				.untilAsserted(() -> assertThat(redis.template().opsForHash().entries("{autoclip}:site:youtube.com"))
					.isEqualTo(Map.of("limit", "2", "spacing", "5000")));
			api.submit("https://www.example.com/1");
			new Workshop(api).heartbeat();
			assertThat(api.bean(Admissions.class).admit()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "autoclip.public-url, ftp://a.example", "autoclip.storage.public-url, files.example",
			"autoclip.storage.public-url, https://files.example/?x", "autoclip.site.limits, a.example",
			"autoclip.task.retention, 0d", "autoclip.output.max-height, 9", "autoclip.output.container, exe",
			"autoclip.retry.tries, 0" })
	void settingThatMakesNoSenseEndsTheStart(String name, String value) {
		assertThatException().isThrownBy(() -> Replica.start(redis.port(), Map.of(name, value)));
	}

	@Test
	void settingsWhenGivenHold() {
		Map<String, Object> settings = Map.of("autoclip.site.limit", 7, "autoclip.site.spacing", "250ms",
				"autoclip.public-url", "https://clips.example/our/clips/", "autoclip.storage.public-url",
				"https://files.example", "autoclip.download.validity", 30);
		try (Replica api = Replica.start(redis.port(), settings)) {
			Awaitility.await("the first tick")
				.untilAsserted(() -> assertThat(redis.template().opsForHash().entries("{autoclip}:settings"))
					.containsEntry("site_limit", "7")
					.containsEntry("site_spacing", "250"));
			Answer accepted = api.submit("https://example.com/1");
			assertThat(accepted.header("Location")).isEqualTo("https://clips.example/our/clips/tasks/" + accepted.id());
			Workshop workshop = new Workshop(api);
			Video video = workshop.succeed(workshop.begin(accepted.id()));
			assertThat(api.get("/videos/" + video.id() + "/download").header("Location"))
				.startsWith("https://files.example/")
				.endsWith("expires=30");
			assertThat(api.get("/nothing").json().get("type").asString())
				.isEqualTo("/our/clips/docs/problems#not_found");
		}
	}

}

package io.autoclip.api.info;

import io.autoclip.api.Replica;
import io.autoclip.api.Workshop;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.WorkerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class InfoApiTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	@Test
	void infoWhenAWorkerLivesTellsItsVersionsAndTheLimits() {
		WorkerId worker = new Workshop(this.api).heartbeat();
		JsonNode info = this.api.get("/info").json();
		assertThat(info.get("version").asString()).isNotEmpty();
		JsonNode first = info.get("workers").get(0);
		assertThat(first.get("worker").asString()).isEqualTo(worker.value());
		assertThat(first.get("versions").get("yt_dlp").asString()).isEqualTo("2026.07.04");
		assertThat(info.get("limits").toString())
			.isEqualTo("{\"url_length\":2048,\"body_bytes\":65536,\"client_tasks\":0,\"site_tasks\":4,"
					+ "\"site_spacing\":0.0,\"lease\":30,\"download_validity\":600,\"event_streams\":20,"
					+ "\"video_duration\":43200}");
	}

	@Test
	void infoWhenNoWorkerLivesHasNone() {
		assertThat(this.api.get("/info").json().get("workers")).isEmpty();
	}

	@Test
	void actuatorWhenAskedShowsNothingButHealth() {
		assertThat(this.api.get("/actuator/env").status()).isEqualTo(404);
		assertThat(this.api.get("/actuator/beans").status()).isEqualTo(404);
		assertThat(this.api.get("/livez").status()).isEqualTo(200);
	}

}

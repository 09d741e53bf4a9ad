package io.autoclip.standalone.system;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ConfigurableApplicationContext;

import io.autoclip.messaging.QueueNames;
import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;
import io.autoclip.standalone.servers.RabbitBroker.QueueState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RabbitMQ takes a message back, and closes its channel, when nobody has acknowledged it
 * in time. That may cost a channel, never a second run and never a slot.
 */
@OnDocker
class AcknowledgementTimeoutDockerTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration SHORT = TIMEOUT.multipliedBy(3);

	private static final Duration LONG = TIMEOUT.multipliedBy(7);

	private final TestSystem system = new TestSystem(new ContainerTestServers());

	private final Origin origin = this.system.origin();

	@AfterEach
	void stop() {
		this.system.close();
	}

	/**
	 * Both slots lose their channels. The shorter download frees its slot, which takes
	 * both messages again, one of them while its task still runs, and then a new one.
	 */
	@Test
	void downloadsThatOutlastTheTimeoutEndOnceAndTheirSlotsTakeTheNext() {
		ContainerTestServers.rabbit().setAcknowledgementTimeout(TIMEOUT);
		ConfigurableApplicationContext worker = this.system.startWorker("--autoclip.worker.slots=2");
		Api api = this.system.startApi();
		api.video(this.origin.file("/undisturbed.mp4", Media.clip()));
		String longer = api.submit(this.origin.dripping("/long.mp4", Media.clip(), LONG));
		String shorter = api.submit(this.origin.dripping("/short.mp4", Media.clip(), SHORT));
		assertEndedOnce(api.end(shorter, SHORT.plusMinutes(1)));
		awaitQueue(1);
		assertThat(api.status(longer)).isEqualTo("running");
		assertThat(worker.getBean(MeterRegistry.class).counter("autoclip.messages.ignored").count()).isEqualTo(2);
		api.video(this.origin.file("/meanwhile.mp4", Media.clip()));
		assertEndedOnce(api.end(longer, LONG));
		awaitQueue(2);
		api.video(this.origin.file("/after.mp4", Media.clip()));
		assertThat(api.json("/videos").get("items").size()).isEqualTo(5);
		assertThat(asked("/long.mp4")).isEqualTo(asked("/short.mp4")).isEqualTo(asked("/undisturbed.mp4"));
	}

	private static void assertEndedOnce(JsonNode task) {
		assertThat(task.get("status").asString()).isEqualTo("succeeded");
		assertThat(task.get("attempt").asInt()).isEqualTo(1);
	}

	private void awaitQueue(int consumers) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
			QueueState queue = ContainerTestServers.rabbit().queue(QueueNames.TASKS);
			assertThat(queue).extracting(QueueState::ready, QueueState::unacknowledged, QueueState::consumers)
				.containsExactly(0, 0, consumers);
		});
	}

	private long asked(String path) {
		return this.origin.requests().stream().filter((request) -> request.endsWith(path)).count();
	}

}

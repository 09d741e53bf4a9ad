package io.autoclip.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who holds as much of the library as he may asks for no more.
 */
class QuotaTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final WorkerId worker = WorkerId.random();

	private int links;

	@BeforeEach
	void offerSlots() {
		new TestAdmission(this.template).heartbeat(this.worker, 100);
	}

	private void limit(int videos, long bytes) {
		this.template.opsForHash()
			.putAll("{autoclip}:settings",
					Map.of("quota_videos", String.valueOf(videos), "quota_bytes", String.valueOf(bytes)));
	}

	private Task running(String owner) {
		this.tasks.accept(new SourceUrl("https://a.example/" + this.links++), owner);
		return this.tasks.claim(this.publisher.take().getFirst(), this.worker);
	}

	private void publish(Task task, int bytes) {
		String doc = """
				{"prefix": "x", "media": {"size": %d}, "thumbnail": null, "others": [{"size": 1}]}""".formatted(bytes);
		this.tasks.succeed(task.attemptId(), new PublishedRecord(task.video().value(), doc), SiteRemarks.NONE);
	}

	private void assertRefused(String owner) {
		assertThatExceptionOfType(QuotaExceededException.class)
			.isThrownBy(() -> this.tasks.accept(new SourceUrl("https://b.example/1"), owner));
	}

	@Test
	void bytesOfAllFilesCount() {
		limit(0, 200);
		publish(running("ann"), 98);
		publish(running("ann"), 99);
		publish(running("ann"), 1); // 199 bytes were there
		assertRefused("ann");
		running("bob");
		limit(0, 202);
		running("ann");
	}

	@Test
	void whatRunsAlreadyMayPassTheQuota() {
		limit(1, 0);
		List<Task> running = List.of(running("ann"), running("ann"));
		running.forEach((task) -> publish(task, 10));
		assertThat(this.template.opsForZSet().size("{autoclip}:holdings:ann")).isEqualTo(2);
		assertRefused("ann");
	}

	@Test
	void refusedRequestLeavesNothingBehind() {
		limit(1, 0);
		publish(running("ann"), 10);
		assertRefused("ann");
		assertThat(this.tasks.list(new TaskQuery(null, null, 10))).hasSize(1);
	}

	@Test
	void retryOfATaskIsRefused() {
		Task failed = running("ann");
		this.tasks.cancel(failed.id());
		this.tasks.confirmCancel(failed.attemptId());
		limit(1, 0);
		publish(running("ann"), 10);
		assertThatExceptionOfType(QuotaExceededException.class).isThrownBy(() -> this.tasks.retry(failed.id(), "ann"));
	}

	@Test
	void withoutLimitsNobodyIsRefused() {
		publish(running("ann"), 10);
		running("ann");
	}

}

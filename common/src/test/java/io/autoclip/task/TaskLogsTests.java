package io.autoclip.task;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;

class TaskLogsTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	@Test
	void writeKeepsTheLast16KiBAndCutsNoCharacter() {
		WorkerId worker = WorkerId.random();
		new TestAdmission(this.template).heartbeat(worker, 2);
		this.tasks.accept(new SourceUrl("https://a.example/1"), "ann");
		Task task = this.tasks.claim(this.publisher.take().getFirst(), worker);
		TaskLogs logs = new TaskLogs(this.template);
		logs.write(task.attemptId(), "€".repeat(8000) + "end");
		String kept = logs.find(task.id()).orElseThrow().text();
		assertThat(kept).matches("€+end");
		assertThat(kept.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(TaskLogs.MAX_BYTES - 2, TaskLogs.MAX_BYTES);
	}

}

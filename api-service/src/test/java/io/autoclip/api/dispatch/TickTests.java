package io.autoclip.api.dispatch;

import io.autoclip.api.Replica;
import io.autoclip.api.Workshop;
import io.autoclip.redis.TestRedis;
import io.autoclip.task.AttemptId;
import io.autoclip.task.FailureCode;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The dispatcher of a running api, which ticks each second by itself.
 */
class TickTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final Replica api = Replica.shared(redis);

	private final Workshop workshop = new Workshop(this.api);

	private final StringRedisTemplate template = redis.template();

	private TaskStatus status(TaskId task) {
		return this.api.bean(TaskRepository.class).find(task).orElseThrow().task().status();
	}

	private void endLeaseNow(String task) {
		this.template.opsForZSet().add("{autoclip}:leases", task, 1);
	}

	@Test
	void tickWhenALeaseHasEndedGivesTheTaskAnotherAttempt() {
		AttemptId attempt = this.workshop.begin(this.api.submit("https://example.com/1").id());
		endLeaseNow(attempt.task().value());
		await().until(() -> status(attempt.task()) == TaskStatus.QUEUED);
		assertThat(this.workshop.begin(attempt.task().value()).attempt()).isEqualTo(2);
	}

	@Test
	void tickWhenABackOffIsOverPublishesTheTaskAgain() {
		AttemptId attempt = this.workshop.begin(this.api.submit("https://example.com/1").id());
		this.workshop.fail(attempt, FailureCode.NETWORK);
		this.workshop.heartbeat();
		assertThat(this.api.publisher().take()).noneMatch((admission) -> admission.task().equals(attempt.task()));
		await().untilAsserted(() -> assertThat(this.api.publisher().take())
			.anyMatch((admission) -> admission.task().equals(attempt.task())));
	}

	@Test
	void tickWhenTheBrokerComesBackPublishesWhatWaited() {
		this.workshop.heartbeat();
		this.api.publisher().setReady(false);
		TaskId task = new TaskId(this.api.submit("https://example.com/1").id());
		assertThat(this.api.publisher().take()).isEmpty();
		this.api.publisher().setReady(true);
		await().untilAsserted(
				() -> assertThat(this.api.publisher().take()).anyMatch((admission) -> admission.task().equals(task)));
	}

	@Test
	void tickWhenOneRecordIsNewerStillServesTheOthers() {
		AttemptId newer = this.workshop.begin(this.api.submit("https://a.example/1").id());
		AttemptId other = this.workshop.begin(this.api.submit("https://b.example/1").id());
		this.template.opsForHash().put("{autoclip}:task:" + newer.task(), "schema", "99");
		endLeaseNow(newer.task().value());
		endLeaseNow(other.task().value());
		endLeaseNow("0a2c4e6g8j0m2p4r6t8w0y2a4c");
		await().until(() -> status(other.task()) == TaskStatus.QUEUED);
		assertThat(this.template.opsForHash().get("{autoclip}:task:" + newer.task(), "status")).isEqualTo("running");
	}

}

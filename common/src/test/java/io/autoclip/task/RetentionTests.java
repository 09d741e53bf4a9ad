package io.autoclip.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is forgotten, and what is not.
 */
class RetentionTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final String DEAD = "{autoclip}:dead-letters";

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final Retention retention = new Retention(this.template, new RetentionSettings(Duration.ofDays(30)));

	private final WorkerId worker = WorkerId.random();

	@BeforeEach
	void offerSlots() {
		new TestAdmission(this.template).heartbeat(this.worker, 2);
	}

	private Task running() {
		this.tasks.accept(new SourceUrl("https://a.example/1"), "ann");
		return this.tasks.claim(this.publisher.take().getFirst(), this.worker);
	}

	private void endedLongAgo(Task task, Duration age) {
		long then = System.currentTimeMillis() - age.toMillis();
		assertThat(this.template.opsForZSet().add("{autoclip}:ended", task.id().value(), then)).isFalse();
	}

	@Test
	void taskThatEndedLongAgoIsForgottenAndItsVideoIsNot() {
		Task task = running();
		new TaskLogs(this.template).write(task.attemptId(), "log");
		this.tasks.report(task.id(), Progress.of(1, TaskPhase.DOWNLOADING));
		this.tasks.succeed(task.attemptId(), new PublishedRecord(task.video().value(), "{}"), SiteRemarks.NONE);
		endedLongAgo(task, Duration.ofDays(31));
		Set<String> others = Set.of("{autoclip}:video:" + task.video(), "{autoclip}:videos", "{autoclip}:sequence",
				"{autoclip}:workers", "{autoclip}:worker:" + this.worker, "{autoclip}:events", "{autoclip}:admissions",
				"{autoclip}:claimed", "{autoclip}:site:a.example", "{autoclip}:owners:a.example",
				"{autoclip}:stats:sites", "{autoclip}:stats:site:a.example", "{autoclip}:holders:" + task.video(),
				"{autoclip}:names:" + task.video(), "{autoclip}:known", "{autoclip}:holdings:ann",
				"{autoclip}:held-bytes");
		assertThat(this.retention.trim()).isEqualTo(1);
		assertThat(others).containsAll(this.template.keys("{autoclip}:*"));
		assertThat(this.template.hasKey("{autoclip}:video:" + task.video())).isTrue();
		assertThat(this.tasks.find(task.id())).isEmpty();
	}

	@Test
	void taskThatEndedNotSoLongAgoIsRemembered() {
		Task task = running();
		this.tasks.fail(task.attemptId(), TaskFailure.of(FailureCode.DRM), SiteRemarks.NONE);
		endedLongAgo(task, Duration.ofDays(29));
		assertThat(this.retention.trim()).isZero();
		assertThat(this.tasks.find(task.id())).isPresent();
	}

	@Test
	void taskThatWasStartedAnewIsRemembered() {
		Task task = running();
		this.tasks.fail(task.attemptId(), TaskFailure.of(FailureCode.DRM), SiteRemarks.NONE);
		endedLongAgo(task, Duration.ofDays(31));
		this.tasks.retry(task.id(), task.owner());
		assertThat(this.retention.trim()).isZero();
		assertThat(this.tasks.find(task.id())).isPresent();
	}

	@Test
	void taskOfANewerSchemaIsLeftUntouched() {
		Task task = running();
		this.tasks.fail(task.attemptId(), TaskFailure.of(FailureCode.DRM), SiteRemarks.NONE);
		endedLongAgo(task, Duration.ofDays(31));
		String key = "{autoclip}:task:" + task.id();
		this.template.opsForHash().put(key, "schema", "4");
		Map<Object, Object> before = this.template.opsForHash().entries(key);
		assertThat(this.retention.trim()).isZero();
		assertThat(this.template.opsForHash().entries(key)).isEqualTo(before);
		assertThat(this.retention.trim()).isZero();
	}

	@Test
	void deadLettersThatHaveExpiredLeaveTheListAndOthersStay() {
		Task failed = running();
		for (int attempt = 1; attempt <= 5; attempt++) {
			this.template.opsForHash().put("{autoclip}:dead-letter:kept" + attempt, "reason", "unreadable");
			this.template.opsForZSet().add(DEAD, "kept" + attempt, attempt);
			this.template.opsForZSet().add(DEAD, "expired" + attempt, attempt);
		}
		this.template.opsForZSet().add(DEAD, failed.id().value(), 9);
		assertThat(this.retention.trim()).isZero();
		assertThat(this.template.opsForZSet().range(DEAD, 0, -1)).containsExactly("kept1", "kept2", "kept3", "kept4",
				"kept5", failed.id().value());
	}

	/** Nobody waits for a large cleaning. */
	@Test
	void manyAreForgottenInSmallSteps() {
		for (int i = 0; i < 150; i++) {
			Task task = this.tasks.accept(new SourceUrl("https://a.example/" + i), "ann");
			this.tasks.cancel(task.id());
			endedLongAgo(task, Duration.ofDays(31));
		}
		assertThat(List.of(this.retention.trim(), this.retention.trim(), this.retention.trim())).containsExactly(100L,
				50L, 0L);
	}

}

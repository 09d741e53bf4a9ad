package io.autoclip.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.Finding;
import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An owner has no more tasks that wait or run than he may.
 */
class OwnerLimitTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final TestAdmission admission = new TestAdmission(this.template);

	@BeforeEach
	void allowTwoTasks() {
		this.admission.limitOwners(2);
	}

	@Test
	void oneTaskMoreIsRefusedAndLeavesNothingBehind() {
		accept("ann");
		accept("ann");
		assertRefused("ann");
		assertThat(this.tasks.list(new TaskQuery(null, null, 10))).hasSize(2);
		assertThat(this.admission.mend()).isEmpty();
	}

	@Test
	void othersAreNotHeldUp() {
		accept("ann");
		accept("ann");
		accept("bob");
		assertRefused("ann");
	}

	@Test
	void delayedAndRunningTasksCountAndEndedOnesDoNot() {
		WorkerId worker = WorkerId.random();
		this.admission.heartbeat(worker, 2);
		accept("ann");
		accept("ann");
		List<Admission> admitted = this.publisher.take();
		Task delayed = this.tasks.claim(admitted.getFirst(), worker);
		this.tasks.fail(delayed.attemptId(), TaskFailure.of(FailureCode.NETWORK), SiteRemarks.NONE);
		Task running = this.tasks.claim(admitted.getLast(), worker);
		assertRefused("ann");
		this.tasks.fail(running.attemptId(), TaskFailure.of(FailureCode.NOT_FOUND), SiteRemarks.NONE);
		accept("ann");
		assertRefused("ann");
		this.tasks.cancel(delayed.id());
		accept("ann");
		assertRefused("ann");
	}

	@Test
	void retriedTaskCountsAgain() {
		Task first = accept("ann");
		this.tasks.cancel(first.id());
		accept("ann");
		accept("ann");
		assertThatExceptionOfType(TooManyTasksException.class).isThrownBy(() -> this.tasks.retry(first.id(), "ann"));
		assertThat(this.tasks.find(first.id()).orElseThrow().task().status()).isEqualTo(TaskStatus.CANCELLED);
	}

	@Test
	void retriedTaskCountsForWhoAsks() {
		Task first = accept("ann");
		this.tasks.cancel(first.id());
		accept("ann");
		assertThat(this.tasks.retry(first.id(), "bob").owner()).isEqualTo("bob");
		accept("ann");
		assertRefused("ann");
		accept("bob");
		assertRefused("bob");
		this.tasks.cancel(first.id());
		accept("bob");
		assertThat(this.admission.mend()).isEmpty();
	}

	@Test
	void whoIsFullRetriesNobodysTask() {
		Task first = accept("ann");
		this.tasks.cancel(first.id());
		accept("bob");
		accept("bob");
		assertThatExceptionOfType(TooManyTasksException.class).isThrownBy(() -> this.tasks.retry(first.id(), "bob"));
		assertThat(this.tasks.find(first.id()).orElseThrow().task()).isEqualTo(this.tasks.cancel(first.id()));
	}

	@Test
	void repeatedRequestIsAnsweredWhateverTheLimit() {
		IdempotencyKey key = IdempotencyKey.of("ann", "once", "content");
		Task first = this.tasks.accept(TaskWish.download(new SourceUrl("https://a.example/1"), "ann"), key);
		accept("ann");
		assertThat(this.tasks.accept(TaskWish.download(new SourceUrl("https://a.example/1"), "ann"), key).id())
			.isEqualTo(first.id());
	}

	@Test
	void noLimitIsNone() {
		this.admission.limitOwners(0);
		for (int i = 0; i < 5; i++) {
			accept("ann");
		}
	}

	@Test
	void wrongCountIsFoundAndMended() {
		Task waiting = accept("ann");
		Task ended = accept("ann");
		this.tasks.cancel(ended.id());
		this.template.opsForSet().remove("{autoclip}:unended:ann", waiting.id().value());
		this.template.opsForSet().add("{autoclip}:unended:ann", ended.id().value());
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.WRONG_INDEX, 2));
		assertThat(this.template.opsForSet().members("{autoclip}:unended:ann")).containsExactly(waiting.id().value());
	}

	private Task accept(String owner) {
		return this.tasks.accept(new SourceUrl("https://a.example/1"), owner);
	}

	private void assertRefused(String owner) {
		assertThatExceptionOfType(TooManyTasksException.class).isThrownBy(() -> accept(owner));
	}

}

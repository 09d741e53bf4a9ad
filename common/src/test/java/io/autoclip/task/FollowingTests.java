package io.autoclip.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One download for all who want it: the first leads, the others wait for it without a
 * worker and end with it.
 */
class FollowingTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final MediaIdentity WANTED = MediaIdentity.of("generic", "1", Output.DEFAULT);

	private static final RetryPolicy ONE_TRY = new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(30), 1);

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			ONE_TRY);

	private final TestAdmission admission = new TestAdmission(this.template);

	private final WorkerId worker = WorkerId.random();

	@BeforeEach
	void offerSlots() {
		this.admission.setDefaults(100, Duration.ZERO);
		this.admission.heartbeat(this.worker, 100);
	}

	/** Each by a link of its own, of a site of its own. */
	private List<Task> running(int number) {
		IntStream.range(0, number)
			.forEach((i) -> this.tasks.accept(new SourceUrl("https://" + i + ".example/1"), "ann"));
		return this.publisher.take().stream().map((admitted) -> this.tasks.claim(admitted, this.worker)).toList();
	}

	private Task lead(Task running) {
		return this.tasks.lead(running.attemptId(), WANTED);
	}

	private Task succeed(Task running) {
		return this.tasks.succeed(running.attemptId(), new PublishedRecord(running.video().value(), "{}"),
				SiteRemarks.NONE);
	}

	private Task fail(Task running, FailureCode code) {
		return this.tasks.fail(running.attemptId(), TaskFailure.of(code), SiteRemarks.NONE);
	}

	private Task now(Task task) {
		return this.tasks.find(task.id()).orElseThrow().task();
	}

	private List<String> placesOf(Task task) {
		return this.admission.placesOf(task.id());
	}

	private void assertNobodyIsLeft() {
		assertThat(this.template.hasKey("{autoclip}:leads")).isFalse();
		assertThat(this.template.hasKey("{autoclip}:following:" + WANTED)).isFalse();
		assertThat(this.template.opsForSet().size("{autoclip}:leased:" + this.worker)).isZero();
		assertThat(this.admission.mend()).isEmpty();
	}

	@Test
	void firstLeadsAndTheOthersFreeTheirSlotsWithoutAFailure() {
		List<Task> running = running(3);
		List<Task> asked = running.stream().map(this::lead).toList();
		assertThat(asked).extracting(Task::status)
			.containsExactly(TaskStatus.RUNNING, TaskStatus.QUEUED, TaskStatus.QUEUED);
		assertThat(asked.get(1).failures()).isEmpty();
		assertThat(asked.get(1).attempts().getLast().outcome()).isEqualTo(Attempt.Outcome.FOLLOWED);
		assertThat(placesOf(asked.get(1))).containsExactly("following:" + WANTED);
		assertThat(this.template.opsForSet().members("{autoclip}:leased:" + this.worker))
			.containsExactly(asked.getFirst().id().value());
		assertThat(this.admission.mend()).isEmpty();
	}

	@Test
	void successOfTheLeaderIsThatOfAll() {
		List<Task> asked = running(50).stream().map(this::lead).toList();
		succeed(asked.getFirst());
		assertThat(asked).extracting(this::now)
			.allSatisfy((task) -> assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED))
			.allSatisfy((task) -> assertThat(task.video()).isEqualTo(asked.getFirst().video()));
		assertNobodyIsLeft();
	}

	@Test
	void failureForGoodOfTheLeaderIsThatOfAll() {
		List<Task> asked = running(3).stream().map(this::lead).toList();
		fail(asked.getFirst(), FailureCode.NOT_FOUND);
		assertThat(asked).extracting(this::now)
			.allSatisfy((task) -> assertThat(task.status()).isEqualTo(TaskStatus.FAILED))
			.allSatisfy((task) -> assertThat(task.error()).isEqualTo(TaskFailure.of(FailureCode.NOT_FOUND)));
		assertNobodyIsLeft();
	}

	@Test
	void cancelOfTheLeaderLetsTheOldestGoOn() {
		List<Task> asked = running(3).stream().map(this::lead).toList();
		this.tasks.cancel(asked.getFirst().id());
		this.tasks.confirmCancel(asked.getFirst().attemptId());
		assertGoesOnWith(asked);
	}

	@Test
	void lastFailureOfTheLeaderForACauseThatMayGoAwayLetsTheOldestGoOn() {
		List<Task> asked = running(3).stream().map(this::lead).toList();
		assertThat(fail(asked.getFirst(), FailureCode.NETWORK).isDeadLetter()).isTrue();
		assertGoesOnWith(asked);
	}

	private void assertGoesOnWith(List<Task> asked) {
		Task second = this.tasks.claim(this.publisher.take().getFirst(), this.worker);
		assertThat(second.id()).isEqualTo(asked.get(1).id());
		assertThat(lead(second).status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(placesOf(asked.get(2))).containsExactly("following:" + WANTED);
		succeed(second);
		assertThat(now(asked.get(2)).video()).isEqualTo(second.video());
		assertNobodyIsLeft();
	}

	@Test
	void leadIsKeptWhileTheLeaderWaitsForAnotherAttempt() {
		List<Task> running = running(3);
		List<Task> asked = running.subList(0, 2).stream().map(this::lead).toList();
		this.tasks.putOff(asked.getFirst().attemptId(), Duration.ofMinutes(1));
		assertThat(placesOf(asked.getFirst())).containsExactly("delayed");
		assertThat(lead(running.get(2)).status()).isEqualTo(TaskStatus.QUEUED);
		assertThat(placesOf(asked.get(1))).containsExactly("following:" + WANTED);
	}

	@Test
	void cancelOfOneWhoFollowsStopsNobodyElse() {
		List<Task> asked = running(3).stream().map(this::lead).toList();
		assertThat(this.tasks.cancel(asked.get(1).id()).status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(placesOf(asked.get(1))).isEmpty();
		succeed(asked.getFirst());
		assertThat(now(asked.get(1)).status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(now(asked.get(2)).status()).isEqualTo(TaskStatus.SUCCEEDED);
		assertNobodyIsLeft();
	}

	@Test
	void retryAfterALeadStartsWithoutIt() {
		Task first = lead(running(1).getFirst());
		fail(first, FailureCode.NOT_FOUND);
		Task second = lead(running(1).getFirst());
		this.tasks.retry(first.id(), "ann");
		Task again = this.tasks.claim(this.publisher.take().getFirst(), this.worker);
		assertThat(again.identity()).isNull();
		assertThat(lead(again).status()).isEqualTo(TaskStatus.QUEUED);
		succeed(second);
		assertThat(now(first).video()).isEqualTo(second.video());
		assertNobodyIsLeft();
	}

	@Test
	void whoWantsSomethingElseThanBeforeLetsTheOldestGoOn() {
		List<Task> asked = running(2).stream().map(this::lead).toList();
		this.tasks.lead(asked.getFirst().attemptId(), MediaIdentity.of("generic", "2", Output.DEFAULT));
		assertThat(lead(this.tasks.claim(this.publisher.take().getFirst(), this.worker)).id())
			.isEqualTo(asked.get(1).id());
	}

	/** Whoever comes before the end ends with it, and whoever comes after it leads. */
	@RepeatedTest(10)
	void nobodyIsLeftWhoAskedInTheMomentOfTheEnd() throws Exception {
		List<Task> running = running(30);
		Task first = lead(running.getFirst());
		List<Task> asked = new ArrayList<>(running.subList(1, 30));
		CountDownLatch start = new CountDownLatch(1);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			asked.forEach((task) -> threads.submit(() -> {
				start.await();
				return lead(task);
			}));
			threads.submit(() -> {
				start.await();
				return succeed(first);
			});
			start.countDown();
		}
		List<Task> left = asked.stream().map(this::now).filter((task) -> !task.status().isEnded()).toList();
		left.stream().filter((task) -> task.status() == TaskStatus.RUNNING).findFirst().ifPresent(this::succeed);
		assertThat(asked).extracting(this::now)
			.allSatisfy((task) -> assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED));
		assertNobodyIsLeft();
	}

}

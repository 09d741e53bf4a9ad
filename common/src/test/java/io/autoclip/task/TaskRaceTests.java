package io.autoclip.task;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two who want to decide about the same task at the same moment: one is first, and the
 * other decides on what the first has made of it.
 */
class TaskRaceTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final int ROUNDS = 50;

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final TestAdmission admission = new TestAdmission(this.template);

	private final WorkerId worker = WorkerId.random();

	@BeforeEach
	void offerSlots() {
		this.admission.heartbeat(this.worker, 2);
	}

	private Admission admitted() {
		this.tasks.accept(new SourceUrl("https://a.example/1"), "ann");
		return this.publisher.take().getFirst();
	}

	private Task now(Task task) {
		return this.tasks.find(task.id()).orElseThrow().task();
	}

	/** Whether each of the two was let have its way. */
	private static List<Boolean> race(Callable<Task> one, Callable<Task> other) throws Exception {
		CyclicBarrier start = new CyclicBarrier(2);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Boolean>> outcomes = List.of(threads.submit(() -> attempt(start, one)),
					threads.submit(() -> attempt(start, other)));
			return List.of(outcomes.getFirst().get(), outcomes.getLast().get());
		}
	}

	private static boolean attempt(CyclicBarrier start, Callable<Task> change) throws Exception {
		start.await();
		try {
			change.call();
			return true;
		}
		catch (IllegalTransitionException | StaleAttemptException ex) {
			return false;
		}
	}

	@RepeatedTest(ROUNDS)
	void acceptedCancelWinsOverASuccessAtTheSameMoment() throws Exception {
		Task running = this.tasks.claim(admitted(), this.worker);
		PublishedRecord result = new PublishedRecord(running.video().value(), "{}");
		boolean cancelled = race(() -> this.tasks.cancel(running.id()),
				() -> this.tasks.succeed(running.attemptId(), result, SiteRemarks.NONE))
			.getFirst();
		assertThat(now(running).status()).isEqualTo(cancelled ? TaskStatus.CANCELLED : TaskStatus.SUCCEEDED);
		assertThat(this.template.hasKey("{autoclip}:video:" + running.video())).isEqualTo(!cancelled);
		assertThat(this.admission.placesOf(running.id())).isEmpty();
	}

	@RepeatedTest(ROUNDS)
	void oneMessageThatCameTwiceBeginsOneAttempt() throws Exception {
		Admission admitted = admitted();
		List<Boolean> begun = race(() -> this.tasks.claim(admitted, this.worker),
				() -> this.tasks.claim(admitted, WorkerId.random()));
		assertThat(begun).containsExactlyInAnyOrder(true, false);
	}

	@RepeatedTest(ROUNDS)
	void failureIsCountedOnceIfTheLeaseEndsAtTheSameMoment() throws Exception {
		Task running = this.tasks.claim(admitted(), this.worker);
		this.template.opsForZSet().add("{autoclip}:leases", running.id().value(), 1);
		race(() -> this.tasks.fail(running.attemptId(), TaskFailure.of(FailureCode.NETWORK), SiteRemarks.NONE), () -> {
			this.tasks.expire(running.id());
			return running;
		});
		assertThat(now(running).failures().values()).containsExactly(1);
		assertThat(this.admission.placesOf(running.id())).containsExactly("delayed");
	}

}

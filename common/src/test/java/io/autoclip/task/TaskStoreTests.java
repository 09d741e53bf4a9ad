package io.autoclip.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The store on a real Redis: admission, fairness, limits, claims, leases and fencing.
 */
class TaskStoreTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

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

	@Test
	void acceptAdmitsAtOnceAndTheRecordReadsBack() {
		Task task = accept("https://a.example/1", "ann");
		assertThat(this.publisher.take()).extracting(Admission::task).containsExactly(task.id());
		TaskSnapshot snapshot = this.tasks.find(task.id()).orElseThrow();
		assertThat(snapshot.task()).isEqualTo(task.withAdmission(1));
		assertThat(this.admission.placesOf(task.id())).containsExactly("admitted");
	}

	/**
	 * The memory of a site with nothing to do ends after a day, and must not while
	 * something waits.
	 */
	@Test
	void acceptWhenSiteHadNothingToDoKeepsTheMemoryOfTheSite() {
		String memory = "{autoclip}:site:a.example";
		accept("https://a.example/1", "ann");
		assertThat(this.template.getExpire(memory)).isPositive();
		this.publisher.setReady(false);
		accept("https://a.example/2", "ann");
		assertThat(this.template.getExpire(memory)).isEqualTo(-1);
	}

	@Test
	void acceptWhenBrokerIsAwayWaits() {
		this.publisher.setReady(false);
		Task task = accept("https://a.example/1", "ann");
		assertThat(this.publisher.take()).isEmpty();
		assertThat(this.admission.placesOf(task.id())).containsExactly("waiting:a.example");
	}

	@Test
	void admitNeverExceedsFreeSlotsAndTwo() {
		for (int i = 0; i < 20; i++) {
			accept("https://site" + i + ".example/v", "ann");
		}
		assertThat(this.publisher.take()).hasSize(4);
	}

	@Test
	void admitNeverExceedsTheLimitOfASite() {
		this.admission.heartbeat(this.worker, 20);
		for (int i = 0; i < 20; i++) {
			accept("https://a.example/" + i, "ann");
		}
		assertThat(this.publisher.take()).hasSize(4);
		Task other = accept("https://b.example/", "ann");
		assertThat(this.publisher.take()).extracting(Admission::task).containsExactly(other.id());
	}

	@Test
	void endOfATaskAdmitsTheNextOfItsSite() {
		this.admission.heartbeat(this.worker, 20);
		for (int i = 0; i < 6; i++) {
			accept("https://a.example/" + i, "ann");
		}
		Admission first = this.publisher.take().getFirst();
		Task running = this.tasks.claim(first, this.worker);
		this.tasks.fail(running.attemptId(), TaskFailure.of(FailureCode.NOT_FOUND), SiteRemarks.NONE);
		assertThat(this.publisher.take()).hasSize(1);
	}

	@Test
	void ownersOfASiteTakeTurns() {
		this.publisher.setReady(false);
		for (int i = 0; i < 50; i++) {
			accept("https://a.example/" + i, "ann");
		}
		Task bob = accept("https://a.example/bob", "bob");
		assertThat(this.admission.admit()).extracting(Admission::task).contains(bob.id());
	}

	@Test
	void sitesTakeTurns() {
		this.publisher.setReady(false);
		for (int i = 0; i < 50; i++) {
			accept("https://a.example/" + i, "ann");
		}
		Task other = accept("https://b.example/", "ann");
		assertThat(this.admission.admit()).extracting(Admission::task).contains(other.id());
	}

	@Test
	void sitesTakeTurnsWithinOneMillisecond() {
		this.publisher.setReady(false);
		for (int i = 0; i < 4; i++) {
			for (String site : List.of("a", "b", "c", "d")) {
				accept("https://" + site + ".example/" + i, "ann");
			}
		}
		List<Site> sites = this.admission.admit()
			.stream()
			.map((admitted) -> this.tasks.find(admitted.task()).orElseThrow().task().site())
			.toList();
		assertThat(sites).doesNotHaveDuplicates().hasSize(4);
	}

	@Test
	void claimOfAUsedUpAdmissionIsStale() {
		accept("https://a.example/1", "ann");
		Admission admitted = this.publisher.take().getFirst();
		this.tasks.claim(admitted, this.worker);
		assertThatExceptionOfType(StaleAttemptException.class)
			.isThrownBy(() -> this.tasks.claim(admitted, this.worker));
	}

	@Test
	void claimOfADelayedTaskByItsOldMessageIsStale() {
		accept("https://a.example/1", "ann");
		Admission admitted = this.publisher.take().getFirst();
		Task running = this.tasks.claim(admitted, this.worker);
		Task delayed = this.tasks.fail(running.attemptId(), TaskFailure.of(FailureCode.NETWORK), SiteRemarks.NONE);
		assertThat(delayed.status()).isEqualTo(TaskStatus.QUEUED);
		assertThat(this.admission.placesOf(delayed.id())).containsExactly("delayed");
		assertThatExceptionOfType(StaleAttemptException.class)
			.isThrownBy(() -> this.tasks.claim(admitted, this.worker));
	}

	@Test
	void claimOfAnAdmissionThatWasGivenBackIsStale() {
		accept("https://a.example/1", "ann");
		Admission admitted = this.publisher.take().getFirst();
		this.admission.giveBack(admitted);
		assertThat(this.admission.placesOf(admitted.task())).containsExactly("waiting:a.example");
		assertThatExceptionOfType(StaleAttemptException.class)
			.isThrownBy(() -> this.tasks.claim(admitted, this.worker));
		assertThat(this.admission.admit()).singleElement()
			.satisfies((again) -> assertThat(again.number()).isGreaterThan(admitted.number()));
	}

	@Test
	void claimOfAnUnknownTaskSaysSo() {
		assertThatExceptionOfType(UnknownTaskException.class)
			.isThrownBy(() -> this.tasks.claim(new Admission(TaskId.random(), 1), this.worker));
	}

	@Test
	void succeedPublishesTheResultInTheSameStepAndOnce() {
		Task running = running("https://a.example/1");
		PublishedRecord result = new PublishedRecord(running.video().value(), "{}");
		assertThat(this.tasks.succeed(running.attemptId(), result, SiteRemarks.NONE).status())
			.isEqualTo(TaskStatus.SUCCEEDED);
		assertThat(this.tasks.succeed(running.attemptId(), result, SiteRemarks.NONE).status())
			.isEqualTo(TaskStatus.SUCCEEDED);
		assertThat(this.template.opsForValue().get("{autoclip}:video:" + running.video())).isEqualTo("{}");
		assertThat(this.template.opsForZSet().zCard("{autoclip}:videos")).isEqualTo(1);
		assertThat(this.admission.placesOf(running.id())).isEmpty();
	}

	@Test
	void staleAttemptIsRefusedEverywhere() {
		Task first = running("https://a.example/1");
		loseLease(first);
		this.admission.wakeDelayed();
		Task second = this.tasks.claim(this.admission.admit().getFirst(), this.worker);
		assertThat(second.attempt()).isEqualTo(2);
		AttemptId stale = first.attemptId();
		PublishedRecord result = new PublishedRecord(first.video().value(), "{\"stale\":true}");
		assertThatExceptionOfType(StaleAttemptException.class)
			.isThrownBy(() -> this.tasks.succeed(stale, result, SiteRemarks.NONE));
		assertThatExceptionOfType(StaleAttemptException.class)
			.isThrownBy(() -> this.tasks.fail(stale, TaskFailure.of(FailureCode.NETWORK), SiteRemarks.NONE));
		assertThatExceptionOfType(StaleAttemptException.class).isThrownBy(() -> this.tasks.handBack(stale));
		this.tasks.report(first.id(), Progress.of(1, TaskPhase.UPLOADING));
		assertThat(this.tasks.find(first.id()).orElseThrow().progress()).isNull();
		assertThat(this.tasks.renew(this.worker, List.of(stale, second.attemptId()))).containsExactly(LeaseAnswer.LOST,
				LeaseAnswer.RENEWED);
		assertThat(this.template.hasKey("{autoclip}:video:" + first.video())).isFalse();
	}

	@Test
	void expireDoesNothingToALeaseThatWasRenewed() {
		Task running = running("https://a.example/1");
		assertThatExceptionOfType(StaleAttemptException.class).isThrownBy(() -> this.tasks.expire(running.id()));
		assertThat(this.tasks.find(running.id()).orElseThrow().task().status()).isEqualTo(TaskStatus.RUNNING);
	}

	@Test
	void lossOfAWorkerIsTriedFourTimesMore() {
		Task task = running("https://a.example/1");
		for (int losses = 1; losses <= 4; losses++) {
			loseLease(task);
			assertThat(this.tasks.find(task.id()).orElseThrow().task().status()).isEqualTo(TaskStatus.QUEUED);
			this.admission.wakeDelayed();
			task = this.tasks.claim(this.admission.admit().getFirst(), this.worker);
		}
		loseLease(task);
		Task failed = this.tasks.find(task.id()).orElseThrow().task();
		assertThat(failed.status()).isEqualTo(TaskStatus.FAILED);
		assertThat(failed.error()).isEqualTo(TaskFailure.of(FailureCode.WORKER_LOST));
		assertThat(failed.attempt()).isEqualTo(5);
	}

	@Test
	void cancelOfAWaitingTaskEndsItAndFreesItsToken() {
		Task task = accept("https://a.example/1", "ann");
		assertThat(this.tasks.cancel(task.id()).status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(this.tasks.cancel(task.id()).status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(this.admission.placesOf(task.id())).isEmpty();
		assertThat(this.template.opsForSet().size("{autoclip}:held:a.example")).isZero();
	}

	@Test
	void acceptedCancelWinsOverSuccess() {
		Task running = running("https://a.example/1");
		assertThat(this.tasks.cancel(running.id()).status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(this.tasks.renew(this.worker, List.of(running.attemptId()))).containsExactly(LeaseAnswer.CANCEL);
		PublishedRecord result = new PublishedRecord(running.video().value(), "{}");
		assertThat(this.tasks.succeed(running.attemptId(), result, SiteRemarks.NONE).status())
			.isEqualTo(TaskStatus.CANCELLED);
		assertThat(this.template.hasKey("{autoclip}:video:" + running.video())).isFalse();
	}

	@Test
	void handBackKeepsTheTagAndCountsNoFailure() {
		Task running = running("https://a.example/1");
		Object tag = this.template.opsForHash().get("{autoclip}:task:" + running.id(), "tag");
		Task waiting = this.tasks.handBack(running.attemptId());
		assertThat(waiting.failures()).isEmpty();
		assertThat(this.template.opsForHash().get("{autoclip}:task:" + running.id(), "tag")).isEqualTo(tag);
	}

	@Test
	void pleaToSlowDownClosesTheSiteForAWhile() {
		Task running = running("https://a.example/1");
		this.tasks.fail(running.attemptId(), TaskFailure.of(FailureCode.RATE_LIMITED), SiteRemarks.NONE);
		accept("https://a.example/2", "ann");
		assertThat(this.publisher.take()).isEmpty();
	}

	@Test
	void listIsNewestFirstAndStaysRightBetweenPages() {
		List<TaskId> ids = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			ids.addFirst(accept("https://a.example/" + i, "ann").id());
		}
		List<TaskSnapshot> first = this.tasks.list(new TaskQuery(null, null, 2));
		accept("https://a.example/later", "ann");
		List<TaskSnapshot> second = this.tasks.list(new TaskQuery(null, first.getLast().position(), 10));
		List<TaskId> listed = new ArrayList<>();
		first.forEach((snapshot) -> listed.add(snapshot.task().id()));
		second.forEach((snapshot) -> listed.add(snapshot.task().id()));
		assertThat(listed).isEqualTo(ids);
	}

	@Test
	void listByStatusFollowsTheTransitions() {
		Task running = running("https://a.example/1");
		accept("https://a.example/2", "ann");
		assertThat(this.tasks.list(new TaskQuery(TaskStatus.RUNNING, null, 10))).singleElement()
			.satisfies((snapshot) -> assertThat(snapshot.task().id()).isEqualTo(running.id()));
		assertThat(this.tasks.list(new TaskQuery(TaskStatus.QUEUED, null, 10))).hasSize(1);
	}

	@Test
	void recordOfANewerSchemaIsLeftUntouched() {
		Task task = accept("https://a.example/1", "ann");
		String key = "{autoclip}:task:" + task.id();
		this.template.opsForHash().put(key, "schema", "4");
		Map<Object, Object> before = this.template.opsForHash().entries(key);
		assertThatExceptionOfType(NewerSchemaException.class).isThrownBy(() -> this.tasks.cancel(task.id()));
		assertThat(this.template.opsForHash().entries(key)).isEqualTo(before);
		Task other = accept("https://a.example/2", "ann");
		assertThat(this.tasks.list(new TaskQuery(null, null, 10))).singleElement()
			.satisfies((snapshot) -> assertThat(snapshot.task().id()).isEqualTo(other.id()));
	}

	private Task accept(String url, String owner) {
		return this.tasks.accept(new SourceUrl(url), owner);
	}

	private Task running(String url) {
		accept(url, "ann");
		return this.tasks.claim(this.publisher.take().getFirst(), this.worker);
	}

	private void loseLease(Task task) {
		this.template.opsForZSet().add("{autoclip}:leases", task.id().value(), 1);
		assertThat(this.admission.settleDue()).containsExactly(task.id());
		this.tasks.expire(task.id());
	}

	/** Each minute for an hour in which no slot gets free, or with no worker at all. */
	@ParameterizedTest
	@ValueSource(ints = { 2, 0 })
	void admissionIsNeverPublishedTwiceWhileNothingMoves(int slots) {
		this.admission.heartbeat(this.worker, slots);
		List<Admission> published = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			accept("https://site" + i + ".example/v", "ann");
		}
		published.addAll(this.publisher.take());
		assertThat(published).hasSize(slots + 2);
		published.subList(0, slots).forEach((admitted) -> this.tasks.claim(admitted, this.worker));
		for (int minute = 0; minute < 60; minute++) {
			published.forEach(this::makeLate);
			this.admission.heartbeat(this.worker, slots);
			this.admission.settleDue();
			assertThat(this.admission.admit()).isEmpty();
		}
	}

	/**
	 * Its place among the admitted is kept for it only as long as it may be behind
	 * others.
	 */
	@Test
	void admissionWhoseMessageWasLostIsGivenBackThoughAllSlotsAreBusy() {
		for (int i = 0; i < 5; i++) {
			accept("https://site" + i + ".example/v", "ann");
		}
		List<Admission> admitted = this.publisher.take();
		Admission lost = admitted.getFirst();
		admitted.subList(1, 3).forEach((next) -> this.tasks.claim(next, this.worker));
		makeLate(lost);
		this.admission.settleDue();
		assertThat(this.admission.placesOf(lost.task())).containsExactly("waiting:site0.example");
		assertThatExceptionOfType(StaleAttemptException.class).isThrownBy(() -> this.tasks.claim(lost, this.worker));
	}

	private void makeLate(Admission admitted) {
		if (this.template.opsForZSet().score("{autoclip}:admitted", admitted.task().value()) != null) {
			this.template.opsForZSet().add("{autoclip}:admitted", admitted.task().value(), 1);
		}
	}

}

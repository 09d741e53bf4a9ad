package io.autoclip.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who comes first, and how much is asked of a site.
 */
class FairnessTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final Site SITE = new Site("a.example");

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final TestAdmission admission = new TestAdmission(this.template);

	private final WorkerId worker = WorkerId.random();

	@BeforeEach
	void letNobodyInYet() {
		this.publisher.setReady(false);
		this.admission.heartbeat(this.worker, 10);
	}

	@Test
	void firstLinkOfAnOwnerIsNotDelayedByAnothersFiveHundred() {
		this.admission.setLimit(SITE, 1);
		accept("ann", 500);
		runNext();
		Task bob = accept("bob", 1).getFirst();
		Task cem = accept("cem", 1).getFirst();
		List<TaskId> next = List.of(runNext(), runNext(), runNext());
		assertThat(next).contains(bob.id(), cem.id());
	}

	@Test
	void ownersTakeTurnsWhileBothHaveTasks() {
		this.admission.setLimit(SITE, 1);
		accept("ann", 20);
		List<TaskId> bobs = accept("bob", 10).stream().map(Task::id).toList();
		List<TaskId> next = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			next.add(runNext());
		}
		for (int i = 0; i < 20; i += 2) {
			assertThat(next.subList(i, i + 2)).filteredOn(bobs::contains).as("turn %d", i / 2).hasSize(1);
		}
	}

	@Test
	void ownerWhoComesLateGetsNoCreditForTheTimeBefore() {
		this.admission.setLimit(SITE, 1);
		accept("ann", 40);
		for (int i = 0; i < 20; i++) {
			runNext();
		}
		List<TaskId> bobs = accept("bob", 10).stream().map(Task::id).toList();
		List<TaskId> next = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			next.add(runNext());
		}
		assertThat(next).filteredOn(bobs::contains).hasSizeBetween(4, 6);
	}

	@Test
	void taskThatWasHandedBackComesBeforeTheOnesThatWereBehindIt() {
		this.admission.setLimit(SITE, 1);
		Task first = accept("ann", 3).getFirst();
		Task running = claimNext();
		assertThat(running.id()).isEqualTo(first.id());
		this.tasks.handBack(running.attemptId());
		assertThat(claimNext().id()).isEqualTo(first.id());
	}

	@Test
	void taskThatWasDelayedComesBeforeTheOnesThatWereBehindIt() {
		this.admission.setLimit(SITE, 1);
		Task first = accept("ann", 3).getFirst();
		String tag = tag(first);
		this.tasks.fail(claimNext().attemptId(), TaskFailure.of(FailureCode.NETWORK), SiteRemarks.NONE);
		this.admission.wakeDelayed();
		assertThat(tag(first)).isEqualTo(tag);
		assertThat(claimNext().id()).isEqualTo(first.id());
	}

	@Test
	void admissionThatWasGivenBackKeepsItsTag() {
		Task first = accept("ann", 1).getFirst();
		String tag = tag(first);
		this.admission.giveBack(this.admission.admit().getFirst());
		assertThat(tag(first)).isEqualTo(tag);
	}

	@Test
	void taskThatIsRetriedQueuesUpBehindTheOnesOfItsOwner() {
		this.admission.setLimit(SITE, 1);
		Task first = accept("ann", 3).getFirst();
		this.tasks.fail(claimNext().attemptId(), TaskFailure.of(FailureCode.NOT_FOUND), SiteRemarks.NONE);
		this.tasks.retry(first.id(), first.owner());
		assertThat(List.of(runNext(), runNext())).doesNotContain(first.id());
		assertThat(runNext()).isEqualTo(first.id());
	}

	@Test
	void spacingKeepsTheStartsOfASiteApart() {
		this.admission.setDefaults(4, Duration.ofMillis(200));
		accept("ann", 3);
		List<Long> starts = new ArrayList<>();
		await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> {
			this.admission.admit().forEach((admitted) -> starts.add(System.nanoTime()));
			return starts.size() == 3;
		});
		// The clock here and Redis' milliseconds may differ by a reading of each.
		assertThat(Duration.ofNanos(starts.getLast() - starts.getFirst())).isGreaterThan(Duration.ofMillis(390));
	}

	@Test
	void spacingOfOneSiteDoesNotHoldAnother() {
		this.admission.setDefaults(4, Duration.ofMinutes(1));
		accept("ann", 3);
		Task other = this.tasks.accept(new SourceUrl("https://b.example/"), "ann");
		assertThat(this.admission.admit()).hasSize(2).extracting(Admission::task).contains(other.id());
		assertThat(this.admission.admit()).isEmpty();
	}

	@Test
	void spacingHoldsForATaskThatComesToAnEmptyRoom() {
		this.admission.setDefaults(4, Duration.ofMinutes(1));
		accept("ann", 1);
		runNext();
		accept("ann", 1);
		assertThat(this.admission.admit()).isEmpty();
	}

	@Test
	void limitOfZeroPausesASiteAndALaterLimitOpensIt() {
		this.admission.setLimit(SITE, 0);
		accept("ann", 3);
		assertThat(this.admission.admit()).isEmpty();
		this.admission.setLimit(SITE, 2);
		passTheNextLook();
		assertThat(this.admission.admit()).hasSize(2);
	}

	@Test
	void limitThatIsLoweredAtRunTimeHoldsFromTheNextAdmissionOn() {
		this.admission.setLimit(SITE, 4);
		accept("ann", 8);
		List<Task> running = new ArrayList<>();
		this.admission.admit().forEach((admitted) -> running.add(this.tasks.claim(admitted, this.worker)));
		assertThat(running).hasSize(4);
		this.admission.setLimit(SITE, 2);
		for (Task task : running.subList(0, 2)) {
			this.tasks.fail(task.attemptId(), TaskFailure.of(FailureCode.NOT_FOUND), SiteRemarks.NONE);
			assertThat(this.admission.admit()).isEmpty();
		}
		this.tasks.fail(running.get(2).attemptId(), TaskFailure.of(FailureCode.NOT_FOUND), SiteRemarks.NONE);
		assertThat(this.admission.admit()).hasSize(1);
	}

	@Test
	void limitOfAnIdleSiteIsNotForgotten() {
		accept("ann", 1);
		runNext();
		String key = "{autoclip}:site:" + SITE;
		assertThat(this.template.getExpire(key)).as("time to live of an idle site").isPositive();
		this.admission.setLimit(SITE, 1);
		assertThat(this.template.getExpire(key)).as("time to live of a site with a limit").isEqualTo(-1);
	}

	private List<Task> accept(String owner, int times) {
		List<Task> accepted = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			accepted.add(this.tasks.accept(new SourceUrl("https://a.example/" + owner + i), owner));
		}
		return accepted;
	}

	private Task claimNext() {
		return this.tasks.claim(this.admission.admit().getFirst(), this.worker);
	}

	private TaskId runNext() {
		Task task = claimNext();
		this.tasks.succeed(task.attemptId(), new PublishedRecord(task.video().value(), "{}"), SiteRemarks.NONE);
		return task.id();
	}

	private String tag(Task task) {
		return (String) this.template.opsForHash().get("{autoclip}:task:" + task.id(), "tag");
	}

	/** A site at its limit is looked at again after five seconds. */
	private void passTheNextLook() {
		Double look = this.template.opsForZSet().score("{autoclip}:sites", SITE.name());
		assertThat(look).isLessThanOrEqualTo(System.currentTimeMillis() + 5000.0);
		this.template.opsForZSet().add("{autoclip}:sites", SITE.name(), 1);
	}

}

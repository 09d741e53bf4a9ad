package io.autoclip.task;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Redis' clock was set back by ten minutes: what was to come soon would come in ten
 * minutes, if times were believed that are further ahead than they were ever set.
 */
class ClockSetBackTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final double BACK = Duration.ofMinutes(10).toMillis();

	private static final String SITE = "{autoclip}:site:a.example";

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final TestAdmission admission = new TestAdmission(this.template);

	private final WorkerId worker = WorkerId.random();

	@BeforeEach
	void offerSlots() {
		this.admission.heartbeat(this.worker, 9);
	}

	@Test
	void leaseOfAWorkerThatDiedEnds() {
		Task task = running();
		assertThat(this.admission.settleDue()).isEmpty();
		move("leases", task.id().value());
		assertThat(this.admission.settleDue()).containsExactly(task.id());
		this.tasks.expire(task.id());
		assertThat(this.admission.placesOf(task.id())).containsExactly("delayed");
	}

	@Test
	void leaseThatIsRenewedIsBelievedAgain() {
		Task task = running();
		move("leases", task.id().value());
		this.tasks.renew(this.worker, List.of(task.attemptId()));
		assertThat(this.admission.settleDue()).isEmpty();
	}

	@Test
	void admissionWhoseMessageWasLostIsGivenBack() {
		Task task = accept();
		move("admitted", task.id().value());
		this.admission.settleDue();
		assertThat(this.admission.placesOf(task.id())).containsExactly("waiting:a.example");
	}

	@Test
	void delayedTaskWaitsAgain() {
		Task task = running();
		this.tasks.fail(task.attemptId(), TaskFailure.of(FailureCode.NETWORK), SiteRemarks.NONE);
		this.admission.settleDue();
		assertThat(this.admission.placesOf(task.id())).containsExactly("delayed");
		move("delayed", task.id().value());
		this.admission.settleDue();
		assertThat(this.admission.placesOf(task.id())).containsExactly("waiting:a.example");
	}

	@Test
	void workerThatDiedOffersNoSlots() {
		move("workers", this.worker.value());
		for (int i = 0; i < 5; i++) {
			accept();
		}
		assertThat(this.publisher.take()).hasSize(2);
	}

	@Test
	void siteThatKeepsADistanceIsAskedAgain() {
		this.admission.setDefaults(4, Duration.ofSeconds(30));
		accept();
		Task second = accept();
		assertThat(this.publisher.take()).hasSize(1);
		move("sites", "a.example");
		moveField("next");
		this.admission.settleDue();
		assertThat(this.admission.admit()).extracting(Admission::task).containsExactly(second.id());
	}

	@Test
	void siteThatAskedToBeLeftAloneIsAskedAgain() {
		plead(Duration.ofMinutes(2));
		Task second = accept();
		assertThat(this.publisher.take()).isEmpty();
		move("sites", "a.example");
		moveField("penalty_until");
		this.admission.settleDue();
		assertThat(this.admission.admit()).extracting(Admission::task).containsExactly(second.id());
		assertThat(this.admission.turn(second.site(), Duration.ofSeconds(1))).isZero();
	}

	@Test
	void siteThatAsksForMuchIsLeftAloneForAllOfIt() {
		plead(Duration.ofMinutes(29));
		accept();
		this.admission.settleDue();
		assertThat(this.admission.admit()).isEmpty();
	}

	private Task accept() {
		return this.tasks.accept(new SourceUrl("https://a.example/1"), "ann");
	}

	private Task running() {
		accept();
		return this.tasks.claim(this.publisher.take().getFirst(), this.worker);
	}

	private void plead(Duration retryAfter) {
		this.tasks.fail(running().attemptId(), TaskFailure.of(FailureCode.RATE_LIMITED),
				new SiteRemarks(List.of(), retryAfter));
	}

	private void move(String place, String name) {
		assertThat(this.template.opsForZSet().incrementScore("{autoclip}:" + place, name, BACK)).isGreaterThan(BACK);
	}

	private void moveField(String field) {
		this.template.opsForHash().increment(SITE, field, BACK);
	}

}

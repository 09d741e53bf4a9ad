package io.autoclip.task;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * How long a site is left alone that asks for it, for all workers.
 */
class PenaltyTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final String SITE = "{autoclip}:site:a.example";

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final WorkerId worker = WorkerId.random();

	@BeforeEach
	void offerSlots() {
		new TestAdmission(this.template).heartbeat(this.worker, 9);
	}

	private Task running() {
		this.tasks.accept(new SourceUrl("https://a.example/1"), "ann");
		return this.tasks.claim(this.publisher.take().getFirst(), this.worker);
	}

	private void plead(Task task, Duration retryAfter) {
		this.tasks.fail(task.attemptId(), TaskFailure.of(FailureCode.RATE_LIMITED),
				new SiteRemarks(List.of(), retryAfter));
	}

	/** The last penalty is over, and the site has been quiet since. */
	private void quietFor(Duration quiet) {
		long then = System.currentTimeMillis() - quiet.toMillis();
		this.template.opsForHash().put(SITE, "penalty_until", String.valueOf(then));
		if (this.template.opsForZSet().score("{autoclip}:sites", "a.example") != null) {
			this.template.opsForZSet().add("{autoclip}:sites", "a.example", 1);
		}
	}

	private long secondsLeft() {
		Object until = this.template.opsForHash().get(SITE, "penalty_until");
		return Math.round((Long.parseLong((String) until) - System.currentTimeMillis()) / 1000.0);
	}

	@Test
	void siteThatPleadsAgainIsLeftAloneForTwiceAsLong() {
		for (int seconds : new int[] { 60, 120, 240, 480, 960, 1800, 1800 }) {
			plead(running(), null);
			assertThat(secondsLeft()).isCloseTo(seconds, within(3L));
			quietFor(Duration.ofSeconds(1));
		}
	}

	@ParameterizedTest
	@CsvSource({ "9, 480", "10, 240", "20, 120", "30, 60", "60, 60", "6000, 60" })
	void pleaIsForgottenInTime(int quietMinutes, int seconds) {
		for (int i = 0; i < 3; i++) {
			plead(running(), null);
			quietFor(Duration.ofSeconds(1));
		}
		quietFor(Duration.ofMinutes(quietMinutes));
		plead(running(), null);
		assertThat(secondsLeft()).isCloseTo(seconds, within(3L));
	}

	@Test
	void tasksThatWereUnderWaySayNothingNew() {
		List<Task> underWay = List.of(running(), running(), running());
		underWay.forEach((task) -> plead(task, null));
		assertThat(secondsLeft()).isCloseTo(60, within(3L));
	}

	@Test
	void siteThatSaysForHowLongIsBelieved() {
		List<Task> underWay = List.of(running(), running());
		plead(underWay.getFirst(), Duration.ofSeconds(7));
		assertThat(secondsLeft()).isCloseTo(7, within(3L));
		plead(underWay.getLast(), Duration.ofSeconds(90));
		assertThat(secondsLeft()).isCloseTo(90, within(3L));
	}

	@Test
	void siteThatIsLeftAloneAdmitsNobodyAndOthersGoOn() {
		plead(running(), null);
		this.tasks.accept(new SourceUrl("https://a.example/2"), "ann");
		assertThat(this.publisher.take()).isEmpty();
		this.tasks.accept(new SourceUrl("https://b.example/2"), "ann");
		assertThat(this.publisher.take()).hasSize(1);
	}

	/** It may have waited in the queue since. */
	@Test
	void taskThatWasLetInBeforeDoesNotBegin() {
		TestAdmission admission = new TestAdmission(this.template);
		Site site = new Site("a.example");
		assertThat(admission.turn(site, Duration.ofSeconds(10))).isZero();
		plead(running(), null);
		assertThat(admission.turn(site, Duration.ofSeconds(10))).isBetween(Duration.ofSeconds(50),
				Duration.ofMinutes(1));
		assertThat(admission.turn(new Site("b.example"), Duration.ofSeconds(10))).isZero();
	}

}

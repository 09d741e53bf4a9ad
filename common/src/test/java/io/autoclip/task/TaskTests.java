package io.autoclip.task;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The transitions of a task as pure functions.
 */
class TaskTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final Instant LATER = NOW.plusSeconds(9);

	private static final WorkerId WORKER = WorkerId.random();

	private static final RetryPolicy POLICY = RetryPolicy.DEFAULT;

	private static final TaskFailure NETWORK = TaskFailure.of(FailureCode.NETWORK);

	private static final TaskFailure NOT_FOUND = TaskFailure.of(FailureCode.NOT_FOUND);

	/** The present attempt is 1 in all but {@code queued}, where none has begun. */
	private static final Map<String, Task> TASKS = Map.of("queued", queued(), "running", running(), "stopping",
			running().cancel(NOW).task(), "delayed", running().fail(1, NETWORK, SiteRemarks.NONE, POLICY, NOW).task(),
			"succeeded", running().succeed(1, SiteRemarks.NONE, NOW).task(), "failed",
			running().fail(1, NOT_FOUND, SiteRemarks.NONE, POLICY, NOW).task(), "cancelled",
			running().cancel(NOW).task().confirmCancel(1, NOW).task());

	private static final Map<String, Function<Task, Transition>> TRANSITIONS = Map.of("claim",
			(task) -> task.claim(0, WORKER, LATER), "succeed", (task) -> task.succeed(1, SiteRemarks.NONE, LATER),
			"fail", (task) -> task.fail(1, NOT_FOUND, SiteRemarks.NONE, POLICY, LATER), "failNetwork",
			(task) -> task.fail(1, NETWORK, SiteRemarks.NONE, POLICY, LATER), "handBack",
			(task) -> task.handBack(1, LATER), "expire", (task) -> task.expire(POLICY, LATER), "cancel",
			(task) -> task.cancel(LATER), "confirmCancel", (task) -> task.confirmCancel(1, LATER), "retry",
			(task) -> task.retry("bob", LATER));

	/** The status after each transition; "same" if nothing changes. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
			transition    | queued    | running   | stopping  | delayed   | succeeded | failed  | cancelled
			claim         | running   | stale     | stale     | running   | stale     | stale   | stale
			succeed       | stale     | succeeded | cancelled | stale     | same      | stale   | same
			fail          | stale     | failed    | cancelled | stale     | stale     | same    | same
			failNetwork   | stale     | queued    | cancelled | same      | stale     | stale   | same
			handBack      | stale     | queued    | cancelled | same      | stale     | stale   | same
			expire        | stale     | queued    | cancelled | stale     | stale     | stale   | stale
			cancel        | cancelled | running   | same      | cancelled | illegal   | illegal | same
			confirmCancel | stale     | cancelled | cancelled | stale     | stale     | stale   | same
			retry         | illegal   | illegal   | illegal   | illegal   | illegal   | queued  | queued
			""")
	void transitionOfEachStatus(String transition, String queued, String running, String stopping, String delayed,
			String succeeded, String failed, String cancelled) {
		Map<String, String> expected = Map.of("queued", queued, "running", running, "stopping", stopping, "delayed",
				delayed, "succeeded", succeeded, "failed", failed, "cancelled", cancelled);
		expected.forEach((before, after) -> assertThat(outcome(TASKS.get(before), TRANSITIONS.get(transition)))
			.as("%s of a task that is %s", transition, before)
			.isEqualTo(after));
	}

	private static String outcome(Task before, Function<Task, Transition> transition) {
		try {
			Transition next = transition.apply(before);
			return next.task().equals(before) ? unmoved(next) : next.task().status().text();
		}
		catch (StaleAttemptException ex) {
			return "stale";
		}
		catch (IllegalTransitionException ex) {
			return "illegal";
		}
	}

	private static String unmoved(Transition next) {
		return (next.placement() instanceof Placement.Unmoved) ? "same" : "moved";
	}

	static Stream<Function<Task, Transition>> reportsOfAnAttempt() {
		return Stream.of((task) -> task.succeed(1, SiteRemarks.NONE, LATER),
				(task) -> task.fail(1, NOT_FOUND, SiteRemarks.NONE, POLICY, LATER),
				(task) -> task.fail(1, NETWORK, SiteRemarks.NONE, POLICY, LATER), (task) -> task.handBack(1, LATER),
				(task) -> task.confirmCancel(1, LATER));
	}

	@ParameterizedTest
	@MethodSource("reportsOfAnAttempt")
	void reportOfAnEarlierAttemptIsRefusedInEveryStatus(Function<Task, Transition> report) {
		Task second = TASKS.get("delayed").claim(0, WORKER, NOW).task();
		Stream<Task> tasks = Stream.of(second, second.cancel(NOW).task(),
				second.succeed(2, SiteRemarks.NONE, NOW).task(),
				second.fail(2, NETWORK, SiteRemarks.NONE, POLICY, NOW).task(),
				second.fail(2, NOT_FOUND, SiteRemarks.NONE, POLICY, NOW).task(), second.handBack(2, NOW).task(),
				second.cancel(NOW).task().confirmCancel(2, NOW).task());
		tasks.forEach((task) -> assertThat(catchThrowable(() -> report.apply(task))).as("%s", task)
			.isInstanceOf(StaleAttemptException.class));
	}

	@ParameterizedTest
	@MethodSource("reportsOfAnAttempt")
	void reportBeforeTheFirstAttemptIsRefused(Function<Task, Transition> report) {
		assertThat(catchThrowable(() -> report.apply(queued().cancel(NOW).task())))
			.isInstanceOf(StaleAttemptException.class);
		assertThatExceptionOfType(StaleAttemptException.class).isThrownBy(() -> queued().handBack(0, NOW));
	}

	@Test
	void claimOfAnotherAdmissionIsStale() {
		assertThatExceptionOfType(StaleAttemptException.class)
			.isThrownBy(() -> queued().withAdmission(2).claim(1, WORKER, NOW));
		assertThatExceptionOfType(StaleAttemptException.class)
			.isThrownBy(() -> queued().withAdmission(2).claim(3, WORKER, NOW));
	}

	@Test
	void claimBeginsAnAttemptWithALease() {
		Transition claimed = queued().withAdmission(7).claim(7, WORKER, LATER);
		assertThat(claimed.placement()).isEqualTo(new Placement.Leased(WORKER));
		assertThat(claimed.task().attempt()).isEqualTo(1);
		assertThat(claimed.task().admission()).isEqualTo(7);
		assertThat(claimed.task().startedAt()).isEqualTo(LATER);
		assertThat(claimed.task().updatedAt()).isEqualTo(LATER);
	}

	@ParameterizedTest
	@EnumSource(names = { "NETWORK", "SITE_ERROR", "RATE_LIMITED", "BOT_CHECK", "TRUNCATED", "STALLED", "STORAGE",
			"WORKER_LOST" })
	void failOfATransientCauseTriesAgainFourTimesEachLater(FailureCode code) {
		Task task = running();
		for (int seconds : new int[] { 2, 8, 32, 128 }) {
			Transition failed = fail(task, code, SiteRemarks.NONE);
			assertThat(delay(failed)).isBetween(Duration.ofSeconds(seconds).dividedBy(2), Duration.ofSeconds(seconds));
			assertThat(failed.task().error()).isNull();
			task = failed.task().claim(0, WORKER, NOW).task();
		}
		Transition last = fail(task, code, SiteRemarks.NONE);
		assertThat(last.placement()).isInstanceOf(Placement.Ended.class);
		assertThat(last.task().status()).isEqualTo(TaskStatus.FAILED);
		assertThat(last.task().error()).isEqualTo(TaskFailure.of(code));
		assertThat(last.task().failures()).isEqualTo(Map.of(code, 5));
		assertThat(last.task().finishedAt()).isEqualTo(LATER);
		assertThat(last.task().isDeadLetter()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "TIMED_OUT", "INVALID_MEDIA", "INTERNAL" })
	void failThatMayHaveBeenBadLuckTriesAgainOnce(FailureCode code) {
		Task task = running();
		Task again = fail(task, code, SiteRemarks.NONE).task().claim(0, WORKER, NOW).task();
		Transition last = fail(again, code, SiteRemarks.NONE);
		assertThat(last.placement()).isInstanceOf(Placement.Ended.class);
		assertThat(last.task().isDeadLetter()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = { "UNSUPPORTED_URL", "UNSUPPORTED_PROTOCOL", "PLAYLIST", "EGRESS_DENIED", "NOT_FOUND",
			"FORBIDDEN", "PRIVATE", "LOGIN_REQUIRED", "GEO_BLOCKED", "DRM", "LIVE_STREAM", "NO_VIDEO", "TOO_LARGE",
			"TOO_LONG" })
	void failOfALastingCauseEndsTheTask(FailureCode code) {
		Transition failed = fail(running(), code, SiteRemarks.NONE);
		assertThat(failed.task().status()).isEqualTo(TaskStatus.FAILED);
		assertThat(failed.placement()).isInstanceOf(Placement.Ended.class);
		assertThat(failed.task().isDeadLetter()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void siteIsLeftAloneOnlyIfItAsksForThat(FailureCode code) {
		boolean plea = code == FailureCode.RATE_LIMITED || code == FailureCode.BOT_CHECK;
		Duration penalty = fail(running(), code, SiteRemarks.NONE).sitePenalty();
		assertThat(penalty).isEqualTo(plea ? Duration.ofMinutes(1) : Duration.ZERO);
	}

	@Test
	void siteThatSaysForHowLongIsLeftAloneForThatLong() {
		Transition failed = fail(running(), FailureCode.RATE_LIMITED, remarks(Duration.ofSeconds(90)));
		assertThat(failed.sitePenalty()).isEqualTo(Duration.ofSeconds(90));
		assertThat(delay(failed)).isEqualTo(Duration.ofSeconds(90));
	}

	@Test
	void siteThatAsksForTooMuchIsLeftAloneForTheLongestDelay() {
		Transition failed = fail(running(), FailureCode.RATE_LIMITED, remarks(Duration.ofDays(9)));
		assertThat(failed.sitePenalty()).isEqualTo(POLICY.longestDelay());
		assertThat(delay(failed)).isEqualTo(POLICY.longestDelay());
	}

	@Test
	void tasksThatFailTogetherComeBackApart() {
		Set<Duration> delays = new HashSet<>();
		for (int i = 0; i < 20; i++) {
			delays.add(delay(fail(running(), FailureCode.NETWORK, SiteRemarks.NONE)));
		}
		assertThat(delays).hasSizeGreaterThan(15);
	}

	@Test
	void attemptsTellWhoHadThemAndHowTheyEnded() {
		Task task = fail(running(), FailureCode.NETWORK, new SiteRemarks(List.of("slow"), null)).task();
		assertThat(task.warnings()).containsExactly("slow");
		task = task.claim(0, WORKER, LATER).task().handBack(2, LATER).task();
		task = task.claim(0, WORKER, LATER).task();
		assertThat(task.attempts()).containsExactly(new Attempt(1, WORKER, NOW, LATER, Attempt.Outcome.FAILED, NETWORK),
				new Attempt(2, WORKER, LATER, LATER, Attempt.Outcome.HANDED_BACK, null),
				new Attempt(3, WORKER, LATER, null, null, null));
	}

	@Test
	void onlyTheLastTenAttemptsAreRemembered() {
		Task task = queued();
		for (int attempt = 1; attempt <= 12; attempt++) {
			task = task.claim(0, WORKER, NOW).task().handBack(attempt, NOW).task();
		}
		assertThat(task.attempts()).hasSize(10);
		assertThat(task.attempts().getLast().attempt()).isEqualTo(12);
	}

	@Test
	void putOffWaitsForAWhileAndCountsNothing() {
		Transition later = running().putOff(1, Duration.ofSeconds(10), LATER);
		assertThat(later.placement()).isEqualTo(new Placement.Delayed(Duration.ofSeconds(10)));
		assertThat(later.task().failures()).isEmpty();
		assertThat(later.task().putOff(1, Duration.ofSeconds(10), LATER).placement())
			.isInstanceOf(Placement.Unmoved.class);
		assertThat(running().cancel(NOW).task().putOff(1, Duration.ofSeconds(10), LATER).task().status())
			.isEqualTo(TaskStatus.CANCELLED);
	}

	@Test
	void failCountsEachCauseByItself() {
		Task task = running();
		for (FailureCode code : new FailureCode[] { FailureCode.NETWORK, FailureCode.STORAGE, FailureCode.NETWORK,
				FailureCode.WORKER_LOST, FailureCode.STORAGE, FailureCode.NETWORK, FailureCode.NETWORK }) {
			task = task.fail(task.attempt(), TaskFailure.of(code), SiteRemarks.NONE, POLICY, NOW)
				.task()
				.claim(0, WORKER, NOW)
				.task();
		}
		Map<FailureCode, Integer> expected = new EnumMap<>(
				Map.of(FailureCode.NETWORK, 4, FailureCode.STORAGE, 2, FailureCode.WORKER_LOST, 1));
		assertThat(task.failures()).isEqualTo(expected);
		assertThat(task.status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(task.fail(8, NETWORK, SiteRemarks.NONE, POLICY, NOW).task().status()).isEqualTo(TaskStatus.FAILED);
	}

	@Test
	void timesHandedBackCountsThoseInARowBeforeThePresentAttempt() {
		assertThat(running().timesHandedBack()).isZero();
		Task task = running().fail(1, NETWORK, SiteRemarks.NONE, POLICY, NOW).task();
		for (int attempt = 2; attempt <= 4; attempt++) {
			task = task.claim(0, WORKER, NOW).task().handBack(attempt, NOW).task();
		}
		assertThat(task.claim(0, WORKER, NOW).task().timesHandedBack()).isEqualTo(3);
		task = task.claim(0, WORKER, NOW).task().fail(5, NETWORK, SiteRemarks.NONE, POLICY, NOW).task();
		assertThat(task.claim(0, WORKER, NOW).task().timesHandedBack()).isZero();
	}

	@Test
	void handBackCountsNothingAndKeepsThePlaceInTheLine() {
		Task second = TASKS.get("delayed").claim(0, WORKER, NOW).task();
		Transition back = second.handBack(2, LATER);
		assertThat(back.placement()).isEqualTo(new Placement.Waiting(false));
		assertThat(back.task().failures()).isEqualTo(Map.of(FailureCode.NETWORK, 1));
		assertThat(back.task().attempt()).isEqualTo(2);
	}

	@Test
	void cancelOfARunningTaskOnlyAsks() {
		Transition asked = running().cancel(LATER);
		assertThat(asked.placement()).isInstanceOf(Placement.Unmoved.class);
		assertThat(asked.task().cancelRequested()).isTrue();
		assertThat(asked.task().finishedAt()).isNull();
	}

	@ParameterizedTest
	@MethodSource("reportsOfAnAttempt")
	void cancelThatWasAcceptedWinsAndEndsTheTask(Function<Task, Transition> report) {
		Transition ended = report.apply(TASKS.get("stopping"));
		assertThat(ended.task().status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(ended.task().cancelRequested()).isFalse();
		assertThat(ended.task().error()).isNull();
		assertThat(ended.task().failures()).isEmpty();
		assertThat(ended.task().finishedAt()).isEqualTo(LATER);
		assertThat(ended.placement()).isInstanceOf(Placement.Ended.class);
		assertThat(report.apply(ended.task()).task()).isEqualTo(ended.task());
	}

	@Test
	void retryForgetsTheRoundButNotTheNumbers() {
		Transition retried = TASKS.get("failed").withAdmission(3).retry("bob", LATER);
		assertThat(retried.placement()).isEqualTo(new Placement.Waiting(true));
		assertThat(retried.task().owner()).isEqualTo("bob");
		assertThat(retried.task().failures()).isEmpty();
		assertThat(retried.task().error()).isNull();
		assertThat(retried.task().startedAt()).isNull();
		assertThat(retried.task().finishedAt()).isNull();
		assertThat(retried.task().attempt()).isEqualTo(1);
		assertThat(retried.task().admission()).isEqualTo(3);
	}

	@Test
	void failOfATaskThatWasRetriedMeanwhileIsStale() {
		Task retried = TASKS.get("failed").retry("bob", LATER).task();
		assertThatExceptionOfType(StaleAttemptException.class)
			.isThrownBy(() -> retried.fail(1, NOT_FOUND, SiteRemarks.NONE, POLICY, LATER));
	}

	private static Transition fail(Task task, FailureCode code, SiteRemarks remarks) {
		return task.fail(task.attempt(), TaskFailure.of(code), remarks, POLICY, LATER);
	}

	private static Duration delay(Transition failed) {
		return ((Placement.Delayed) failed.placement()).delay();
	}

	private static SiteRemarks remarks(Duration retryAfter) {
		return new SiteRemarks(List.of(), retryAfter);
	}

	private static Task queued() {
		return Task.accept(TaskWish.download(new SourceUrl("https://a.example/1"), "ann"), NOW).task();
	}

	private static Task running() {
		return queued().claim(0, WORKER, NOW).task();
	}

}

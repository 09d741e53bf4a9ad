package io.autoclip.task;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
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

	private static final TaskFailure NETWORK = TaskFailure.of(FailureCode.NETWORK);

	private static final TaskFailure NOT_FOUND = TaskFailure.of(FailureCode.NOT_FOUND);

	/** The present attempt is 1 in all but {@code queued}, where none has begun. */
	private static final Map<String, Task> TASKS = Map.of("queued", queued(), "running", running(), "stopping",
			running().cancel(NOW).task(), "delayed", running().fail(1, NETWORK, NOW).task(), "succeeded",
			running().succeed(1, NOW).task(), "failed", running().fail(1, NOT_FOUND, NOW).task(), "cancelled",
			running().cancel(NOW).task().confirmCancel(1, NOW).task());

	private static final Map<String, Function<Task, Transition>> TRANSITIONS = Map.of("claim",
			(task) -> task.claim(0, WORKER, LATER), "succeed", (task) -> task.succeed(1, LATER), "fail",
			(task) -> task.fail(1, NOT_FOUND, LATER), "failNetwork", (task) -> task.fail(1, NETWORK, LATER), "handBack",
			(task) -> task.handBack(1, LATER), "expire", (task) -> task.expire(LATER), "cancel",
			(task) -> task.cancel(LATER), "confirmCancel", (task) -> task.confirmCancel(1, LATER), "retry",
			(task) -> task.retry(LATER));

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
		return Stream.of((task) -> task.succeed(1, LATER), (task) -> task.fail(1, NOT_FOUND, LATER),
				(task) -> task.fail(1, NETWORK, LATER), (task) -> task.handBack(1, LATER),
				(task) -> task.confirmCancel(1, LATER));
	}

	@ParameterizedTest
	@MethodSource("reportsOfAnAttempt")
	void reportOfAnEarlierAttemptIsRefusedInEveryStatus(Function<Task, Transition> report) {
		Task second = TASKS.get("delayed").claim(0, WORKER, NOW).task();
		Stream<Task> tasks = Stream.of(second, second.cancel(NOW).task(), second.succeed(2, NOW).task(),
				second.fail(2, NETWORK, NOW).task(), second.fail(2, NOT_FOUND, NOW).task(),
				second.handBack(2, NOW).task(), second.cancel(NOW).task().confirmCancel(2, NOW).task());
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
	@EnumSource(names = { "NETWORK", "SITE_ERROR", "STORAGE", "WORKER_LOST" })
	void failOfATransientCauseTriesAgainAfter1And2And4Seconds(FailureCode code) {
		Task task = running();
		for (int seconds : new int[] { 1, 2, 4 }) {
			Transition failed = task.fail(task.attempt(), TaskFailure.of(code), NOW);
			assertThat(failed.placement()).isEqualTo(new Placement.Delayed(Duration.ofSeconds(seconds)));
			assertThat(failed.task().error()).isNull();
			task = failed.task().claim(0, WORKER, NOW).task();
		}
		Transition last = task.fail(4, TaskFailure.of(code), LATER);
		assertThat(last.placement()).isInstanceOf(Placement.Ended.class);
		assertThat(last.task().status()).isEqualTo(TaskStatus.FAILED);
		assertThat(last.task().error()).isEqualTo(TaskFailure.of(code));
		assertThat(last.task().failures()).isEqualTo(Map.of(code, 4));
		assertThat(last.task().finishedAt()).isEqualTo(LATER);
	}

	@ParameterizedTest
	@EnumSource(names = { "NETWORK", "SITE_ERROR", "STORAGE", "WORKER_LOST" }, mode = EnumSource.Mode.EXCLUDE)
	void failOfALastingCauseEndsTheTask(FailureCode code) {
		Transition failed = running().fail(1, TaskFailure.of(code), NOW);
		assertThat(failed.task().status()).isEqualTo(TaskStatus.FAILED);
		assertThat(failed.placement()).isInstanceOf(Placement.Ended.class);
		boolean plea = code == FailureCode.RATE_LIMITED || code == FailureCode.BOT_CHECK;
		assertThat(failed.sitePenalty()).isEqualTo(plea ? Duration.ofMinutes(1) : Duration.ZERO);
	}

	@Test
	void failCountsEachCauseByItself() {
		Task task = running();
		for (FailureCode code : new FailureCode[] { FailureCode.NETWORK, FailureCode.STORAGE, FailureCode.NETWORK,
				FailureCode.WORKER_LOST, FailureCode.STORAGE, FailureCode.NETWORK }) {
			task = task.fail(task.attempt(), TaskFailure.of(code), NOW).task().claim(0, WORKER, NOW).task();
		}
		Map<FailureCode, Integer> expected = new EnumMap<>(
				Map.of(FailureCode.NETWORK, 3, FailureCode.STORAGE, 2, FailureCode.WORKER_LOST, 1));
		assertThat(task.failures()).isEqualTo(expected);
		assertThat(task.status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(task.fail(7, NETWORK, NOW).task().status()).isEqualTo(TaskStatus.FAILED);
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
		Transition retried = TASKS.get("failed").withAdmission(3).retry(LATER);
		assertThat(retried.placement()).isEqualTo(new Placement.Waiting(true));
		assertThat(retried.task().failures()).isEmpty();
		assertThat(retried.task().error()).isNull();
		assertThat(retried.task().startedAt()).isNull();
		assertThat(retried.task().finishedAt()).isNull();
		assertThat(retried.task().attempt()).isEqualTo(1);
		assertThat(retried.task().admission()).isEqualTo(3);
	}

	@Test
	void failOfATaskThatWasRetriedMeanwhileIsStale() {
		Task retried = TASKS.get("failed").retry(LATER).task();
		assertThatExceptionOfType(StaleAttemptException.class).isThrownBy(() -> retried.fail(1, NOT_FOUND, LATER));
	}

	private static Task queued() {
		return Task.accept(new SourceUrl("https://a.example/1"), "ann", NOW).task();
	}

	private static Task running() {
		return queued().claim(0, WORKER, NOW).task();
	}

}

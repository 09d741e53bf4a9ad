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

import org.springframework.data.redis.core.SetOperations;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations;

import io.autoclip.admission.Finding;
import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Breaks each rule of the store on purpose, and sees it found and mended.
 */
class InvariantTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final MediaIdentity WANTED = MediaIdentity.of("generic", "1", Output.DEFAULT);

	private static final double SOON = System.currentTimeMillis() + 60_000.0;

	private final StringRedisTemplate template = redis.template();

	private final ZSetOperations<String, String> sorted = this.template.opsForZSet();

	private final SetOperations<String, String> sets = this.template.opsForSet();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final TestAdmission admission = new TestAdmission(this.template);

	private final WorkerId worker = WorkerId.random();

	private Task waiting;

	private Task admitted;

	private Task running;

	private Task delayed;

	private Task ended;

	/** One task in each place, each of a site of its own. */
	@BeforeEach
	void fillTheStore() {
		this.admission.heartbeat(this.worker, 10);
		this.running = claim(accept("running"));
		this.delayed = this.tasks.fail(claim(accept("delayed")).attemptId(), TaskFailure.of(FailureCode.NETWORK),
				SiteRemarks.NONE);
		this.ended = this.tasks.fail(claim(accept("ended")).attemptId(), TaskFailure.of(FailureCode.NOT_FOUND),
				SiteRemarks.NONE);
		this.admitted = accept("admitted");
		this.publisher.setReady(false);
		this.waiting = accept("waiting");
		assertThat(this.admission.mend()).as("findings in a healthy store").isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "waiting", "admitted", "delayed" })
	void queuedTaskInNoPlaceWaitsAgain(String place) {
		Task task = queued(place);
		drop(task);
		Map<Finding, Integer> findings = this.admission.mend();
		assertThat(findings).containsEntry(Finding.WITHOUT_PLACE, 1);
		assertWaits(task);
		assertMended();
	}

	@Test
	void taskThatFollowsNobodyWaitsAgain() {
		Task follower = follow();
		this.template.delete("{autoclip}:leads");
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.WRONG_PLACE, 1, Finding.WITHOUT_PLACE, 1));
		assertWaits(follower);
		assertMended();
	}

	@Test
	void taskThatFollowsOneThatHasEndedGoesOnInstead() {
		Task follower = follow();
		this.template.opsForHash().put("{autoclip}:leads", WANTED.value(), id(this.ended));
		this.template.opsForHash().put("{autoclip}:task:" + id(this.ended), "identity", WANTED.value());
		assertThat(this.admission.mend()).containsKey(Finding.WITHOUT_PLACE);
		assertWaits(follower);
		assertMended();
	}

	private Task follow() {
		Admission next = this.publisher.take().getFirst();
		assertThat(next.task()).isEqualTo(this.admitted.id());
		Task other = this.tasks.claim(next, this.worker);
		this.tasks.lead(this.running.attemptId(), WANTED);
		return this.tasks.lead(other.attemptId(), WANTED);
	}

	@Test
	void runningTaskWithoutALeaseIsLeftToTheDispatcher() {
		this.sorted.remove("{autoclip}:leases", id(this.running));
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.WITHOUT_PLACE, 1));
		assertMended();
		assertThat(this.admission.settleDue()).containsExactly(this.running.id());
		this.tasks.expire(this.running.id());
		assertThat(this.admission.placesOf(this.running.id())).containsExactly("delayed");
		assertMended();
	}

	@Test
	void runningTaskInAnotherPlaceLeavesIt() {
		for (String place : List.of("admitted", "delayed", "waiting:running.example")) {
			this.sorted.add("{autoclip}:" + place, id(this.running), SOON);
		}
		this.sorted.add("{autoclip}:sites", "running.example", SOON);
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.WRONG_PLACE, 3));
		assertThat(this.admission.placesOf(this.running.id())).containsExactly("leases");
		assertMended();
	}

	@Test
	void queuedTaskWithALeaseWaitsAgain() {
		drop(this.admitted);
		this.sorted.add("{autoclip}:leases", id(this.admitted), SOON);
		assertThat(this.admission.mend()).containsEntry(Finding.WRONG_PLACE, 1).containsEntry(Finding.WITHOUT_PLACE, 1);
		assertWaits(this.admitted);
		assertMended();
	}

	@Test
	void queuedTaskInTwoPlacesKeepsTheOneFurtherOn() {
		this.sorted.add("{autoclip}:waiting:admitted.example", id(this.admitted), 1);
		this.sorted.add("{autoclip}:sites", "admitted.example", SOON);
		this.sorted.add("{autoclip}:waiting:delayed.example", id(this.delayed), 1);
		this.sorted.add("{autoclip}:sites", "delayed.example", SOON);
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.WRONG_PLACE, 2));
		assertThat(this.admission.placesOf(this.admitted.id())).containsExactly("admitted");
		assertThat(this.admission.placesOf(this.delayed.id())).containsExactly("delayed");
		assertMended();
	}

	@Test
	void taskInTheRoomOfAnotherSiteLeavesIt() {
		this.sorted.add("{autoclip}:waiting:waiting.example", id(this.delayed), 1);
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.WRONG_PLACE, 1));
		assertThat(this.admission.placesOf(this.delayed.id())).containsExactly("delayed");
		assertMended();
	}

	@ParameterizedTest
	@ValueSource(strings = { "admitted", "delayed", "leases", "waiting:waiting.example", "waiting:new.example" })
	void endedTaskLeavesEveryPlace(String place) {
		put(place, id(this.ended));
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.WRONG_PLACE, 1));
		assertThat(this.admission.placesOf(this.ended.id())).isEmpty();
		assertMended();
	}

	@ParameterizedTest
	@ValueSource(strings = { "admitted", "delayed", "leases", "waiting:waiting.example", "waiting:new.example",
			"tasks:queued", "tasks:running" })
	void unknownTaskLeavesEveryPlace(String place) {
		TaskId unknown = TaskId.random();
		put(place, unknown.value());
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.UNKNOWN_TASK, 1));
		assertThat(this.sorted.score("{autoclip}:" + place, unknown.value())).isNull();
		assertThat(this.template.hasKey("{autoclip}:task:" + unknown)).isFalse();
		assertMended();
	}

	@Test
	void placeWithoutATokenGetsIt() {
		this.template.delete(List.of("{autoclip}:held:admitted.example", "{autoclip}:held:running.example"));
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.PLACE_WITHOUT_TOKEN, 2));
		assertThat(this.sets.members("{autoclip}:held:admitted.example")).containsExactly(id(this.admitted));
		assertThat(this.sets.members("{autoclip}:held:running.example")).containsExactly(id(this.running));
		assertMended();
	}

	@Test
	void tokenWithoutAPlaceIsFreed() {
		this.sets.add("{autoclip}:held:waiting.example", id(this.waiting), id(this.ended), id(this.running),
				TaskId.random().value());
		this.sets.add("{autoclip}:held:delayed.example", id(this.delayed));
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.TOKEN_WITHOUT_PLACE, 5));
		assertThat(this.template.hasKey("{autoclip}:held:waiting.example")).isFalse();
		assertMended();
		assertThat(this.admission.admit()).extracting(Admission::task).contains(this.waiting.id());
	}

	@Test
	void slotsOfAWorkerFollowItsLeases() {
		this.sets.add("{autoclip}:leased:" + this.worker, id(this.ended), TaskId.random().value());
		this.sets.remove("{autoclip}:leased:" + this.worker, id(this.running));
		assertThat(this.admission.mend())
			.isEqualTo(Map.of(Finding.LEASE_WITHOUT_SLOT, 1, Finding.SLOT_WITHOUT_LEASE, 2));
		assertThat(this.sets.members("{autoclip}:leased:" + this.worker)).containsExactly(id(this.running));
		assertMended();
	}

	@Test
	void siteWithTasksIsAskedAgain() {
		this.sorted.remove("{autoclip}:sites", "waiting.example");
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.SITE_MISSING, 1));
		assertThat(this.admission.admit()).extracting(Admission::task).contains(this.waiting.id());
		assertMended();
	}

	@Test
	void siteWithoutTasksIsNotAskedAnyMore() {
		this.sorted.add("{autoclip}:sites", "gone.example", 1);
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.SITE_WITHOUT_TASKS, 1));
		assertThat(this.sorted.score("{autoclip}:sites", "gone.example")).isNull();
		assertMended();
	}

	@Test
	void listsByStatusFollowTheRecords() {
		this.sorted.remove("{autoclip}:tasks:running", id(this.running));
		this.sorted.add("{autoclip}:tasks:queued", id(this.ended), 1);
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.WRONG_INDEX, 2));
		assertThat(this.tasks.list(new TaskQuery(TaskStatus.RUNNING, null, 10))).hasSize(1);
		assertMended();
	}

	@Test
	void taskOfANewerSchemaIsLeftUntouched() {
		drop(this.waiting);
		this.template.opsForHash().put("{autoclip}:task:" + this.waiting.id(), "schema", "4");
		assertThat(this.admission.mend()).doesNotContainKey(Finding.WITHOUT_PLACE);
		assertThat(this.admission.placesOf(this.waiting.id())).isEmpty();
	}

	@Test
	void everyPageIsSeenAlsoWhenEarlierOnesShrink() {
		for (int i = 0; i < 500; i++) {
			this.sorted.add("{autoclip}:delayed", TaskId.random().value(), i);
			this.sorted.add("{autoclip}:waiting:waiting.example", TaskId.random().value(), i);
		}
		List<Task> lost = new ArrayList<>();
		for (int i = 0; i < 450; i++) {
			lost.add(accept("many"));
		}
		this.template.delete(List.of("{autoclip}:waiting:many.example", "{autoclip}:sites"));
		Map<Finding, Integer> findings = this.admission.mend();
		assertThat(findings).containsEntry(Finding.WITHOUT_PLACE, 450);
		assertThat(this.sorted.zCard("{autoclip}:waiting:many.example")).isEqualTo(450);
		assertThat(this.sorted.zCard("{autoclip}:delayed")).isEqualTo(1);
		this.admission.mend();
		assertThat(this.sorted.zCard("{autoclip}:waiting:waiting.example")).isEqualTo(1);
		assertMended();
		assertWaits(lost.getFirst());
	}

	@Test
	void admissionPassesOverWhatIsBroken() {
		this.sorted.add("{autoclip}:sites", "gone.example", 1);
		put("waiting:new.example", TaskId.random().value());
		assertThat(this.admission.admit()).extracting(Admission::task).containsExactly(this.waiting.id());
		assertMended();
	}

	private void assertMended() {
		assertThat(this.admission.mend()).as("findings after mending").isEmpty();
	}

	private void assertWaits(Task task) {
		assertThat(this.admission.placesOf(task.id())).containsExactly("waiting:" + task.site());
		assertThat(this.sets.isMember("{autoclip}:held:" + task.site(), id(task))).isFalse();
		assertThat(this.sorted.score("{autoclip}:sites", task.site().name())).isNotNull();
	}

	private Task queued(String place) {
		return switch (place) {
			case "waiting" -> this.waiting;
			case "admitted" -> this.admitted;
			default -> this.delayed;
		};
	}

	private void put(String place, String id) {
		this.sorted.add("{autoclip}:" + place, id, SOON);
		if (place.equals("waiting:new.example")) {
			this.sorted.add("{autoclip}:sites", "new.example", 1);
		}
	}

	private void drop(Task task) {
		for (String place : List.of("admitted", "delayed", "leases", "waiting:" + task.site())) {
			this.sorted.remove("{autoclip}:" + place, id(task));
		}
	}

	private Task accept(String site) {
		return this.tasks.accept(new SourceUrl("https://" + site + ".example/"), "ann");
	}

	private Task claim(Task task) {
		Admission next = this.publisher.take().getFirst();
		assertThat(next.task()).isEqualTo(task.id());
		return this.tasks.claim(next, this.worker);
	}

	private static String id(Task task) {
		return task.id().value();
	}

}

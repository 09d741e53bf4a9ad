package io.autoclip.task;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.autoclip.admission.Finding;
import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lists and their children in the store.
 */
class PlaylistTaskTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final Playlists playlists = new Playlists(this.template, this.tasks);

	private final TestAdmission admission = new TestAdmission(this.template);

	private final WorkerId worker = WorkerId.random();

	private final Map<TaskId, Admission> admissions = new HashMap<>();

	@BeforeEach
	void manySlots() {
		this.admission.heartbeat(this.worker, 20);
	}

	private static List<ListEntry> links(int from, int to) {
		return urls(from, to).stream().map((link) -> new ListEntry(link, "Jörg " + link)).toList();
	}

	private static List<SourceUrl> urls(int from, int to) {
		return IntStream.range(from, to).mapToObj((i) -> new SourceUrl("https://b.example/" + i)).toList();
	}

	private Task list(String owner, int limit) {
		SourceUrl url = new SourceUrl("https://a.example/list");
		return this.tasks.accept(TaskWish.download(url, owner).ofEachEntry(limit), null);
	}

	private AttemptId begin(TaskId task) {
		collect(this.publisher.take());
		collect(this.admission.admit());
		return this.tasks.claim(this.admissions.get(task), this.worker).attemptId();
	}

	private void collect(List<Admission> admitted) {
		admitted.forEach((one) -> this.admissions.put(one.task(), one));
	}

	private TaskSnapshot look(TaskId id) {
		return this.tasks.find(id).orElseThrow();
	}

	private List<Task> children(TaskId list) {
		return this.template.opsForZSet()
			.range("{autoclip}:children:" + list, 0, -1)
			.stream()
			.map((id) -> look(new TaskId(id)).task())
			.toList();
	}

	private AttemptId begunList(int limit) {
		return begin(list("ann", limit).id());
	}

	@Test
	void entriesBecomeTasksThatAskForTheSame() {
		AttemptId list = begunList(100);
		assertThat(this.tasks.expand(list, links(0, 50), 70)).isEqualTo(Growth.DONE);
		assertThat(this.tasks.expand(list, links(50, 70), 70)).isEqualTo(Growth.DONE);
		assertThat(children(list.task())).hasSize(70).allSatisfy((child) -> {
			assertThat(child.parent()).isEqualTo(list.task());
			assertThat(child.owner()).isEqualTo("ann");
			assertThat(child.kind()).isEqualTo(TaskKind.DOWNLOAD);
			assertThat(child.title()).isEqualTo("Jörg " + child.url());
		});
		assertThat(look(list.task()).children()).isEqualTo(new Children(70, 0, 0, 0, 0));
		assertThat(this.admission.mend()).isEmpty();
	}

	/** A worker that died in the middle has left some; the next one begins anew. */
	@Test
	void noEntryBecomesTwoTasksAndNoneIsMissing() {
		AttemptId first = begunList(100);
		this.tasks.expand(first, links(0, 50), null);
		this.tasks.handBack(first);
		AttemptId second = begin(first.task());
		this.tasks.expand(second, links(0, 50), null);
		this.tasks.expand(second, List.of(links(59, 60).getFirst(), links(59, 60).getFirst()), null);
		assertThat(children(first.task())).hasSize(51);
		assertThatExceptionOfType(StaleAttemptException.class)
			.isThrownBy(() -> this.tasks.expand(first, links(60, 70), null));
		assertThat(children(first.task())).hasSize(51);
	}

	@Test
	void thereAreNoMoreChildrenThanTheLimit() {
		AttemptId list = begunList(5);
		this.tasks.expand(list, links(0, 8), null);
		assertThat(children(list.task())).extracting(Task::url).isEqualTo(urls(0, 5));
	}

	@Test
	void listEndsWhenItsLastChildHas() {
		AttemptId list = begunList(2);
		this.tasks.expand(list, links(0, 2), 2);
		assertThat(this.tasks.expanded(list, false, SiteRemarks.NONE).status()).isEqualTo(TaskStatus.RUNNING);
		this.playlists.settle();
		assertThat(look(list.task()).task().isExpanded()).isTrue();
		this.tasks.fail(begin(children(list.task()).getFirst().id()), TaskFailure.of(FailureCode.NOT_FOUND),
				SiteRemarks.NONE);
		this.playlists.settle();
		assertThat(look(list.task()).task().status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(this.admission.mend()).isEmpty();
		this.tasks.succeed(begin(children(list.task()).getLast().id()), SiteRemarks.NONE);
		this.playlists.settle();
		assertThat(look(list.task()).task().status()).isEqualTo(TaskStatus.SUCCEEDED);
		assertThat(look(list.task()).children()).isEqualTo(new Children(0, 0, 1, 1, 0));
		assertThat(this.admission.mend()).isEmpty();
	}

	@Test
	void cancelInTheMiddleCancelsAllAndNoneComesAfter() {
		AttemptId list = begunList(100);
		this.tasks.expand(list, links(0, 50), 100);
		this.tasks.cancel(list.task());
		assertThat(this.tasks.expand(list, links(50, 100), 100)).isEqualTo(Growth.CANCELLED);
		assertThat(look(list.task()).children()).isEqualTo(new Children(0, 0, 0, 0, 50));
		assertThat(this.tasks.confirmCancel(list).status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(this.template.opsForSet().size("{autoclip}:unended-children:ann")).isZero();
		assertThat(this.admission.mend()).isEmpty();
	}

	@Test
	void cancelOfAListThatFailedInTheMiddleCancelsWhatIsLeft() {
		AttemptId attempt = begunList(100);
		this.tasks.expand(attempt, links(0, 3), 3);
		this.tasks.fail(attempt, TaskFailure.of(FailureCode.PRIVATE), SiteRemarks.NONE);
		assertThat(this.tasks.cancel(attempt.task()).status()).isEqualTo(TaskStatus.FAILED);
		assertThat(children(attempt.task())).hasSize(3).allMatch((child) -> child.status() == TaskStatus.CANCELLED);
	}

	@Test
	void cancelOfAListThatWaitsForItsChildrenTellsThoseThatRun() {
		AttemptId list = begunList(3);
		this.tasks.expand(list, links(0, 3), 3);
		this.tasks.expanded(list, false, SiteRemarks.NONE);
		AttemptId running = begin(children(list.task()).getFirst().id());
		assertThat(this.tasks.cancel(list.task()).status()).isEqualTo(TaskStatus.CANCELLED);
		assertThat(look(running.task()).task().cancelRequested()).isTrue();
		assertThat(look(list.task()).children()).isEqualTo(new Children(0, 1, 0, 0, 2));
	}

	/** As if whoever cancelled it had died before the first child. */
	@Test
	void dispatcherGoesOnWithACancelThatWasCutShort() {
		AttemptId list = begunList(3);
		this.tasks.expand(list, links(0, 3), 3);
		writer().change(list.task(), SaveCommand.Guard.NONE, Task::cancel);
		assertThat(look(list.task()).children().queued()).isEqualTo(3);
		this.playlists.settle();
		assertThat(look(list.task()).children()).isEqualTo(new Children(0, 0, 0, 0, 3));
		assertThat(this.template.hasKey("{autoclip}:cascades")).isFalse();
	}

	@Test
	void retryStartsAnewWhatWasCancelled() {
		AttemptId list = begunList(3);
		this.tasks.expand(list, links(0, 2), 3);
		this.tasks.cancel(list.task());
		this.tasks.confirmCancel(list);
		this.tasks.retry(list.task(), "ann");
		AttemptId again = begin(list.task());
		this.tasks.expand(again, links(0, 3), 3);
		assertThat(look(list.task()).children()).isEqualTo(new Children(3, 0, 0, 0, 0));
	}

	/** What has ended in this round is not begun again by it. */
	@Test
	void listThatIsGoneThroughAgainLeavesAloneWhatHasEnded() throws InterruptedException {
		AttemptId list = begunList(3);
		Thread.sleep(2); // another millisecond: what ended by the round's first is of the
							// round before
		this.tasks.expand(list, links(0, 3), 3);
		this.tasks.cancel(children(list.task()).getFirst().id());
		this.tasks.expand(list, links(0, 3), 3);
		assertThat(look(list.task()).children()).isEqualTo(new Children(2, 0, 0, 0, 1));
	}

	/** A list grows at its front; its limit is that of a round. */
	@Test
	void retryTakesNewEntriesUpToItsLimit() {
		AttemptId first = begunList(2);
		this.tasks.expand(first, links(0, 3), 3);
		AttemptId again = retried(first);
		this.tasks.expand(again, links(0, 2), 6);
		this.tasks.expand(again, links(2, 6), 6);
		assertThat(children(again.task())).extracting(Task::url).isEqualTo(urls(0, 4));
		assertThat(look(again.task()).children()).isEqualTo(new Children(4, 0, 0, 0, 0));
	}

	private AttemptId retried(AttemptId list) {
		this.tasks.cancel(list.task());
		this.tasks.confirmCancel(list);
		this.tasks.retry(list.task(), "ann");
		return begin(list.task());
	}

	@Test
	void listCountsTheChildrenThatAreKnown() {
		AttemptId list = begunList(3);
		this.tasks.expand(list, links(0, 3), 3);
		this.tasks.cancel(children(list.task()).getFirst().id());
		new Retention(this.template, new RetentionSettings(Duration.ofSeconds(-1))).trim();
		assertThat(look(list.task()).children()).isEqualTo(new Children(2, 0, 0, 0, 0));
		assertThat(children(list.task())).hasSize(2);
	}

	/** Else it would end within the new round, and stay as it is. */
	@Test
	void retryWaitsForThoseThatStop() {
		AttemptId list = begunList(2);
		this.tasks.expand(list, links(0, 2), 2);
		AttemptId running = begin(children(list.task()).getFirst().id());
		this.tasks.cancel(list.task());
		this.tasks.confirmCancel(list);
		this.playlists.settle();
		assertThatExceptionOfType(IllegalTransitionException.class)
			.isThrownBy(() -> this.tasks.retry(list.task(), "ann"))
			.matches(IllegalTransitionException::isWhileOthersStop);
		long decidedOn = look(list.task()).revision();
		this.tasks.confirmCancel(running);
		assertThat(look(list.task()).revision()).as("so that a retry is decided on anew").isGreaterThan(decidedOn);
		this.tasks.retry(list.task(), "ann");
		this.tasks.expand(begin(list.task()), links(0, 2), 2);
		assertThat(look(list.task()).children()).isEqualTo(new Children(2, 0, 0, 0, 0));
	}

	/** As if whoever cancels had slept over the retry. */
	@Test
	void cancelDoesNotReachIntoTheNextRound() {
		AttemptId list = begunList(2);
		this.tasks.expand(list, links(0, 2), 2);
		this.tasks.expand(retried(list), links(0, 2), 2);
		TaskReader reader = new TaskReader(this.template);
		List<TaskSnapshot> revived = reader.children(list.task(), null, 2);
		assertThat(writer().cancelAll(revived, reader.now(), true)).isFalse();
		new Cascade(this.template, reader, writer()).run(list.task());
		assertThat(look(list.task()).children()).isEqualTo(new Children(2, 0, 0, 0, 0));
	}

	private TaskWriter writer() {
		return new TaskWriter(new TaskReader(this.template),
				new Saving(this.template, this.publisher, Duration.ofSeconds(30)));
	}

	/** As if whoever cancelled it had died before the first child. */
	@Test
	void dispatcherGoesOnWithTheCancelOfAListThatHadFailed() {
		AttemptId list = begunList(3);
		this.tasks.expand(list, links(0, 3), 3);
		this.tasks.fail(list, TaskFailure.of(FailureCode.PRIVATE), SiteRemarks.NONE);
		StoreScript.answeringNumber(Cascade.class, "cascade.lua").run(this.template, list.task().value());
		assertThat(look(list.task()).children().queued()).isEqualTo(3);
		this.playlists.settle();
		assertThat(look(list.task()).children()).isEqualTo(new Children(0, 0, 0, 0, 3));
		assertThat(this.template.hasKey("{autoclip}:cascades")).isFalse();
	}

	/** Lists that wait for room must not be what leaves none. */
	@Test
	void childrenAreHeldBackByALimitOfTheirOwnAndNoneIsLost() {
		this.admission.limitOwners(2);
		AttemptId list = begunList(5);
		this.tasks.accept(new SourceUrl("https://c.example/1"), "ann");
		assertThat(this.tasks.expand(list, links(0, 3), 3)).isEqualTo(Growth.HELD_BACK);
		assertThat(children(list.task())).hasSize(2);
		assertThat(this.tasks.hasRoomForChildren("ann")).isFalse();
		assertThat(this.tasks.hasRoomForChildren("bob")).isTrue();
		this.tasks.cancel(children(list.task()).getFirst().id());
		assertThat(this.tasks.expand(list, links(0, 3), 3)).isEqualTo(Growth.DONE);
		assertThat(children(list.task())).extracting(Task::url).isEqualTo(urls(0, 3));
	}

	@Test
	void childrenDoNotDelayAnotherOwnersFirst() {
		AttemptId list = begunList(300);
		IntStream.range(0, 6).forEach((page) -> this.tasks.expand(list, links(page * 50, page * 50 + 50), 300));
		Task others = this.tasks.accept(new SourceUrl("https://b.example/other"), "bob");
		List<String> waiting = List.copyOf(this.template.opsForZSet().range("{autoclip}:waiting:b.example", 0, 9));
		assertThat(waiting).contains(others.id().value());
	}

	@Test
	void wrongCountIsFoundAndMended() {
		AttemptId list = begunList(2);
		this.tasks.expand(list, links(0, 2), 2);
		this.tasks.expanded(list, false, SiteRemarks.NONE);
		this.template.opsForHash().put("{autoclip}:children-counts:" + list.task(), "queued", "0");
		this.template.opsForZSet().add("{autoclip}:expanded", list.task().value(), 0);
		assertThat(this.admission.mend()).containsOnlyKeys(Finding.WRONG_COUNT);
		assertThat(look(list.task()).children().queued()).isEqualTo(2);
		this.playlists.settle();
		assertThat(look(list.task()).task().isExpanded()).isTrue();
		this.template.delete("{autoclip}:expanded");
		assertThat(this.admission.mend()).containsOnlyKeys(Finding.WITHOUT_PLACE);
		assertThat(this.admission.mend()).isEmpty();
	}

	@Test
	void nothingOfAListThatIsForgottenIsLeft() {
		AttemptId list = begunList(2);
		this.tasks.expand(list, links(0, 2), 2);
		this.tasks.expanded(list, false, SiteRemarks.NONE);
		this.tasks.cancel(list.task());
		new Retention(this.template, new RetentionSettings(Duration.ofSeconds(-1))).trim();
		assertThat(this.template.keys("{autoclip}:*" + list.task() + "*")).isEmpty();
		assertThat(this.template.keys("{autoclip}:children*")).isEmpty();
		assertThat(this.admission.mend()).isEmpty();
	}

}

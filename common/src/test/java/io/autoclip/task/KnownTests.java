package io.autoclip.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.library.LibraryEntry;
import io.autoclip.redis.TestRedis;
import io.autoclip.video.TestVideos;
import io.autoclip.video.VideoDeletion;
import io.autoclip.video.VideoDeletion.Release;
import io.autoclip.video.VideoId;
import io.autoclip.video.VideoRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever wants what the library has gets it without a download, and holds it from then
 * on.
 */
class KnownTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final SourceUrl LINK = new SourceUrl("https://a.example/1");

	private static final MediaIdentity WANTED = MediaIdentity.of("Example", "1", Output.DEFAULT);

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final VideoRepository videos = TestVideos.of(this.template);

	private final VideoDeletion deletion = TestVideos.deletionFrom(this.videos);

	private final WorkerId worker = WorkerId.random();

	@BeforeEach
	void offerSlots() {
		new TestAdmission(this.template).heartbeat(this.worker, 9);
	}

	private Task begin(SourceUrl link, String owner) {
		Task accepted = this.tasks.accept(link, owner);
		assertThat(accepted.status()).isEqualTo(TaskStatus.QUEUED);
		return this.tasks.claim(this.publisher.take().getFirst(), this.worker);
	}

	private Task succeed(Task running) {
		String doc = "{\"owner\":\"" + running.owner() + "\",\"prefix\":\"videos/1/\"}";
		return this.tasks.succeed(running.attemptId(), new PublishedRecord(running.video().value(), doc, null, WANTED),
				SiteRemarks.NONE);
	}

	/** Has the video fetched. */
	private Task fetch(SourceUrl link, String owner) {
		return succeed(this.tasks.lead(begin(link, owner).attemptId(), WANTED));
	}

	private void lose(VideoId video) {
		this.template.opsForSet().add("{autoclip}:lost", video.value());
	}

	@Test
	void linkThatLeadsElsewhereBetweenTwoAttemptsTakesNobodyAlong() {
		MediaIdentity other = MediaIdentity.of("Example", "2", Output.DEFAULT);
		Task first = begin(new SourceUrl("https://a.example/latest"), "ann");
		this.tasks.lead(first.attemptId(), WANTED);
		Task follower = begin(LINK, "bob");
		this.tasks.lead(follower.attemptId(), WANTED);
		Task newer = begin(new SourceUrl("https://a.example/2"), "cem");
		String doc = "{\"owner\":\"cem\",\"prefix\":\"videos/2/\"}";
		this.tasks.succeed(newer.attemptId(), new PublishedRecord(newer.video().value(), doc, null, other),
				SiteRemarks.NONE);
		assertThat(this.tasks.lead(first.attemptId(), other).video()).isEqualTo(newer.video());
		Task next = this.tasks.find(follower.id()).orElseThrow().task();
		assertThat(next.status()).as("goes on by itself").isEqualTo(TaskStatus.QUEUED);
		assertThat(this.tasks.known(WANTED)).isEmpty();
		assertThat(this.tasks.known(other)).contains(newer.video());
	}

	@Test
	void videoThatWasToBeHealedIsNotOverwrittenByAnother() {
		VideoId video = fetch(LINK, "ann").video();
		lose(video);
		Task healing = this.tasks.lead(begin(LINK, "bob").attemptId(), WANTED);
		assertThat(healing.video()).isEqualTo(video);
		MediaIdentity other = MediaIdentity.of("Example", "2", Output.DEFAULT);
		assertThat(this.tasks.lead(healing.attemptId(), other).video()).isNotEqualTo(video);
		this.tasks.fail(healing.attemptId(), TaskFailure.of(FailureCode.DRM), SiteRemarks.NONE);
		assertThat(this.tasks.retry(healing.id(), "bob").video()).isNotEqualTo(video);
	}

	@Test
	void knownLinkIsAnsweredAtOnce() {
		VideoId video = fetch(LINK, "ann").video();
		Task answered = this.tasks.accept(LINK, "bob");
		assertThat(answered.status()).isEqualTo(TaskStatus.SUCCEEDED);
		assertThat(answered.video()).isEqualTo(video);
		assertThat(answered.finishedAt()).isNotNull();
		assertThat(this.publisher.take()).isEmpty();
		assertThat(this.tasks.find(answered.id()).orElseThrow().task()).isEqualTo(answered);
	}

	@Test
	void linkIsKnownHoweverSomebodyCameToIt() {
		VideoId video = fetch(new SourceUrl("https://a.example/1?v=7&utm_source=mail"), "ann").video();
		for (String spelling : List.of("HTTPS://A.example:443/1?v=7", "https://a.example/1?v=7&fbclid=x&utm_term=y")) {
			assertThat(this.tasks.accept(new SourceUrl(spelling), "ann").video()).as(spelling).isEqualTo(video);
		}
		assertThat(this.tasks.accept(new SourceUrl("https://a.example/1?v=8"), "ann").status())
			.isEqualTo(TaskStatus.QUEUED);
	}

	@Test
	void anotherOutputOfKnownLinkIsAnotherDownload() {
		fetch(LINK, "ann");
		Output audio = new Output(Output.Format.AUDIO, null, null, null, List.of(), true);
		TaskWish wish = new TaskWish(TaskKind.DOWNLOAD, LINK, "ann", audio, false, null);
		assertThat(this.tasks.accept(wish, null).status()).isEqualTo(TaskStatus.QUEUED);
	}

	@Test
	void forceFetchesKnownLinkAnew() {
		VideoId first = fetch(LINK, "ann").video();
		Task forced = this.tasks.accept(new TaskWish(TaskKind.DOWNLOAD, LINK, "ann", Output.DEFAULT, true, null), null);
		assertThat(forced.status()).isEqualTo(TaskStatus.QUEUED);
		VideoId second = succeed(this.tasks.claim(this.publisher.take().getFirst(), this.worker)).video();
		assertThat(second).isNotEqualTo(first);
		assertThat(this.tasks.accept(LINK, "ann").video()).isEqualTo(second);
		assertThat(this.deletion.delete(first)).isTrue();
		assertThat(this.tasks.accept(LINK, "ann").video()).isEqualTo(second);
	}

	@Test
	void anotherLinkToKnownVideoIsAnsweredWhenTheSiteHasSaidWhatItIs() {
		VideoId video = fetch(LINK, "ann").video();
		SourceUrl other = new SourceUrl("https://a.example/short");
		Task answered = this.tasks.lead(begin(other, "bob").attemptId(), WANTED);
		assertThat(answered.status()).isEqualTo(TaskStatus.SUCCEEDED);
		assertThat(answered.video()).isEqualTo(video);
		assertThat(answered.attempts().getLast().outcome()).isEqualTo(Attempt.Outcome.KNOWN);
		assertThat(this.tasks.lead(answered.attemptId(), WANTED)).isEqualTo(answered);
		assertThat(this.tasks.accept(other, "cem").video()).as("the link is known from now on").isEqualTo(video);
	}

	@Test
	void linkThatBecameKnownWhileTheTaskWaitedIsAnsweredBeforeTheSiteIsAsked() {
		Task first = begin(LINK, "ann");
		Task second = begin(LINK, "bob");
		assertThat(this.tasks.answer(second.attemptId()).status()).isEqualTo(TaskStatus.RUNNING);
		VideoId video = succeed(first).video();
		Task answered = this.tasks.answer(second.attemptId());
		assertThat(answered.status()).isEqualTo(TaskStatus.SUCCEEDED);
		assertThat(answered.video()).isEqualTo(video);
	}

	@Test
	void cancelThatWasAcceptedWinsOverTheAnswer() {
		Task second = begin(LINK, "bob");
		fetch(new SourceUrl("https://a.example/2"), "ann");
		this.tasks.cancel(second.id());
		assertThat(this.tasks.lead(second.attemptId(), WANTED).status()).isEqualTo(TaskStatus.CANCELLED);
	}

	@Test
	void videoGoesWithItsLastHolder() {
		VideoId video = fetch(LINK, "ann").video();
		this.tasks.accept(LINK, "bob");
		assertThat(this.deletion.release(video, "cem")).isEqualTo(Release.NOT_HELD);
		assertThat(this.deletion.release(video, "ann")).isEqualTo(Release.HELD);
		assertThat(this.deletion.release(video, "ann")).isEqualTo(Release.NOT_HELD);
		assertThat(this.tasks.accept(LINK, "ann").video()).as("holds it again").isEqualTo(video);
		assertThat(this.deletion.release(video, "bob")).isEqualTo(Release.HELD);
		assertThat(this.deletion.release(video, "ann")).isEqualTo(Release.DELETED);
		assertThat(this.deletion.release(video, "ann")).isEqualTo(Release.UNKNOWN);
		assertThat(this.template.keys("{autoclip}:*" + video + "*")).isEmpty();
		assertThat(this.template.hasKey("{autoclip}:known")).isFalse();
		assertThat(this.tasks.accept(LINK, "ann").status()).isEqualTo(TaskStatus.QUEUED);
	}

	@Test
	void followersHoldTheVideoAsWell() {
		List<Task> running = IntStream.range(0, 3)
			.mapToObj((i) -> begin(new SourceUrl("https://" + i + ".example/1"), "owner" + i))
			.toList();
		running.forEach((task) -> this.tasks.lead(task.attemptId(), WANTED));
		VideoId video = succeed(running.getFirst()).video();
		assertThat(this.template.opsForSet().members("{autoclip}:holders:" + video)).containsExactlyInAnyOrder("owner0",
				"owner1", "owner2");
		running.forEach((task) -> assertThat(this.tasks.accept(task.url(), "ann").video()).isEqualTo(video));
	}

	@Test
	void videoOfBeforeThereWereHoldersKeepsItsOwner() {
		VideoId video = fetch(LINK, "ann").video();
		this.template.delete("{autoclip}:holders:" + video);
		this.tasks.accept(LINK, "bob");
		assertThat(this.deletion.release(video, "bob")).isEqualTo(Release.HELD);
		assertThat(this.deletion.release(video, "ann")).isEqualTo(Release.DELETED);
	}

	@Test
	void videoOfBeforeThereWereHoldersIsDeletedByItsOwnerAlone() {
		VideoId video = fetch(LINK, "ann").video();
		this.template.delete("{autoclip}:holders:" + video);
		assertThat(this.deletion.release(video, "bob")).isEqualTo(Release.NOT_HELD);
		assertThat(this.deletion.release(video, "ann")).isEqualTo(Release.DELETED);
	}

	@Test
	void videoWhoseFilesHaveVanishedAnswersNobodyAndIsHealed() {
		VideoId video = fetch(LINK, "ann").video();
		lose(video);
		Task leading = this.tasks.lead(begin(LINK, "bob").attemptId(), WANTED);
		assertThat(leading.status()).isEqualTo(TaskStatus.RUNNING);
		assertThat(succeed(leading).video()).isEqualTo(video);
		assertThat(this.tasks.accept(LINK, "cem").video()).as("known again").isEqualTo(video);
	}

	@Test
	void videoWhoseFilesWereThereAfterAllAnswersAgain() {
		VideoId video = fetch(LINK, "ann").video();
		lose(video);
		this.videos.noteFound(video);
		assertThat(this.tasks.accept(LINK, "bob").video()).isEqualTo(video);
	}

	@Test
	void recordThatVanishedAnswersNobody() {
		VideoId video = fetch(LINK, "ann").video();
		this.template.delete("{autoclip}:video:" + video);
		assertThat(this.tasks.accept(LINK, "ann").status()).isEqualTo(TaskStatus.QUEUED);
	}

	@Test
	void restoredVideoIsKnownByWhatItWasDownloadedAs() {
		VideoId video = VideoId.random();
		this.videos.restore(video, "{\"owner\":\"ann\",\"prefix\":\"videos/1/\"}", LibraryEntry.of(Instant.EPOCH),
				WANTED.value(), "gone");
		assertThat(this.tasks.lead(begin(LINK, "bob").attemptId(), WANTED).video()).isEqualTo(video);
	}

}

package io.autoclip.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.clip.Clip;
import io.autoclip.clip.ClipRepository;
import io.autoclip.clip.ClipRepository.Listed;
import io.autoclip.clip.ClipRepository.Restoration;
import io.autoclip.clip.Clipping;
import io.autoclip.clip.StoredScenes;
import io.autoclip.clip.TestClips;
import io.autoclip.redis.TestRedis;
import io.autoclip.video.StoredFile;
import io.autoclip.video.TestVideos;
import io.autoclip.video.VideoId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tasks that work on a stored video, and what they publish.
 */
class ClipTaskTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final SourceUrl LINK = new SourceUrl("https://a.example/1");

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final TestAdmission admission = new TestAdmission(this.template);

	private final ClipRepository clips = TestClips.of(this.template);

	private final WorkerId worker = WorkerId.random();

	@BeforeEach
	void offerSlots() {
		this.admission.heartbeat(this.worker, 100);
	}

	private Task claim() {
		return this.tasks.claim(this.publisher.take().getFirst(), this.worker);
	}

	private Task download(String owner, @Nullable Clipping clipping) {
		return this.tasks.accept(TaskWish.download(LINK, owner).clippedBy(clipping), null);
	}

	/** A video of 1,000 bytes. */
	private static PublishedRecord record(Task task) {
		return new PublishedRecord(task.video().value(), """
				{"prefix": "videos/%s/%s/", "owner": "ann", "media": {"size": 1000}, "others": []}"""
			.formatted(task.video(), task.attemptId()));
	}

	private VideoId video() {
		download("ann", null);
		Task running = claim();
		this.tasks.succeed(running.attemptId(), record(running), SiteRemarks.NONE);
		this.publisher.take();
		return running.video();
	}

	private Task split(VideoId video) {
		return this.tasks.accept(TaskWish.of(TaskKind.CLIP, video, LINK, "ann", TestClips.everySecond(false)), null);
	}

	private Task publish(Task running, boolean replace, double... starts) {
		List<Clip> made = java.util.Arrays.stream(starts)
			.mapToObj((start) -> TestClips.clip(running.video(), running.attemptId().toString(), start))
			.toList();
		return this.tasks.succeed(running.attemptId(), PublishedParts.of(running.attemptId(), made, replace),
				SiteRemarks.NONE);
	}

	private Task publishNew(VideoId video, boolean replace, double... starts) {
		split(video);
		return publish(claim(), replace, starts);
	}

	private Stream<Double> starts(VideoId video) {
		return this.clips.list(video, null, 100).stream().map(Listed::clip).map(Clip::start);
	}

	private long libraryBytes() {
		return number("{autoclip}:library:videos:sums", "bytes");
	}

	private long number(String key, String field) {
		Object value = this.template.opsForHash().get(key, field);
		return (value != null) ? Long.parseLong(value.toString()) : 0;
	}

	private List<String> beingDeleted() {
		return List.copyOf(this.template.opsForZSet().range("{autoclip}:deleted", 0, -1));
	}

	@Test
	void taskAsksNoSiteAndHasNoLimitsOfOne() {
		VideoId video = video();
		this.admission.setDefaults(1, Duration.ofMinutes(1));
		List<Task> many = Stream.generate(() -> split(video)).limit(3).toList();
		assertThat(many).allMatch((task) -> task.site().equals(Site.LOCAL) && task.video().equals(video));
		assertThat(this.publisher.take()).hasSize(3);
		assertThat(this.admission.mend()).isEmpty();
	}

	@Test
	void taskOfAVideoThatIsNotThereDoesNotBegin() {
		assertThatExceptionOfType(VideoGoneException.class).isThrownBy(() -> split(VideoId.random()));
		assertThat(this.template.keys("{autoclip}:task:*")).isEmpty();
	}

	@Test
	void successShowsAllClipsByWhereTheyBegin() {
		VideoId video = video();
		Task ended = publishNew(video, false, 2, 0, 10);
		assertThat(ended.status()).isEqualTo(TaskStatus.SUCCEEDED);
		assertThat(ended.clips()).isEqualTo(3);
		assertThat(starts(video)).containsExactly(0.0, 2.0, 10.0);
		List<Listed> first = this.clips.list(video, null, 1);
		assertThat(this.clips.list(video, first.getFirst().place(), 5)).hasSize(2);
		assertThat(this.clips.isPublished(video, ended.attemptId().toString())).isTrue();
	}

	@Test
	void staleAttemptShowsNothing() {
		VideoId video = video();
		split(video);
		Task running = claim();
		this.tasks.handBack(running.attemptId());
		assertThatExceptionOfType(StaleAttemptException.class).isThrownBy(() -> publish(running, false, 0));
		assertThat(starts(video)).isEmpty();
		assertThat(publish(claim(), false, 1).clips()).isEqualTo(1);
		assertThat(starts(video)).containsExactly(1.0);
	}

	@Test
	void nothingIsShownOfAVideoThatWasDeletedMeanwhile() {
		VideoId video = video();
		split(video);
		Task running = claim();
		TestVideos.delete(this.template, video);
		assertThatExceptionOfType(VideoGoneException.class).isThrownBy(() -> publish(running, false, 0));
		assertThat(this.template.keys("{autoclip}:clip*")).isEmpty();
		assertThat(this.tasks.find(running.id()).orElseThrow().task().status()).isEqualTo(TaskStatus.RUNNING);
	}

	@Test
	void newClipsReplaceTheEarlierOnesOrJoinThem() {
		VideoId video = video();
		Task first = publishNew(video, false, 1);
		publishNew(video, false, 2);
		assertThat(starts(video)).containsExactly(1.0, 2.0);
		publishNew(video, true, 3);
		assertThat(starts(video)).containsExactly(3.0);
		assertThat(beingDeleted()).hasSize(2).contains("videos/" + video + "/" + first.attemptId() + "/");
		assertThat(this.clips.isPublished(video, first.attemptId().toString())).isFalse();
		assertThat(this.template.keys("{autoclip}:clip:*")).hasSize(1);
	}

	@Test
	void videoHasNoMoreClipsThanItMay() {
		VideoId video = video();
		double[] many = Stream.iterate(0.0, (start) -> start + 1)
			.limit(1999)
			.mapToDouble(Double::doubleValue)
			.toArray();
		publishNew(video, false, many);
		split(video);
		Task running = claim();
		assertThatExceptionOfType(TooManyClipsException.class).isThrownBy(() -> publish(running, false, 0, 1));
		assertThat(this.clips.count(video)).isEqualTo(1999);
		assertThat(publish(running, true, 0, 1).clips()).isEqualTo(2);
	}

	@Test
	void clipsAreCountedWithTheirVideoAndGoWithIt() {
		VideoId video = video();
		publishNew(video, false, 1, 2);
		Task other = publishNew(video, false, 3);
		assertThat(libraryBytes()).isEqualTo(3 * TestClips.BYTES);
		assertThat(number("{autoclip}:held-bytes", "ann")).isEqualTo(1000 + 3 * TestClips.BYTES);
		TestVideos.delete(this.template, video);
		assertThat(this.template.keys("{autoclip}:clip*")).isEmpty();
		assertThat(this.template.keys("{autoclip}:parts*")).isEmpty();
		assertThat(beingDeleted()).hasSize(3).contains("videos/" + video + "/" + other.attemptId() + "/");
		assertThat(libraryBytes()).isZero();
		assertThat(this.template.hasKey("{autoclip}:held-bytes")).isFalse();
	}

	@Test
	void singleClipIsRenamedAndDeleted() {
		VideoId video = video();
		Task task = publishNew(video, false, 1, 2);
		Clip clip = this.clips.list(video, null, 1).getFirst().clip();
		assertThat(this.clips.rename(clip.id(), "A name").orElseThrow().name()).isEqualTo("A name");
		assertThat(this.clips.find(clip.id()).orElseThrow()).isEqualTo(clip.named("A name"));
		assertThat(TestClips.deletion(this.template).delete(clip.id())).isTrue();
		assertThat(TestClips.deletion(this.template).delete(clip.id())).isFalse();
		assertThat(this.clips.rename(clip.id(), "Another")).isEmpty();
		assertThat(starts(video)).containsExactly(2.0);
		assertThat(libraryBytes()).isEqualTo(TestClips.BYTES);
		assertThat(number("{autoclip}:held-bytes", "ann")).isEqualTo(1000 + TestClips.BYTES);
		TestClips.deletion(this.template).delete(this.clips.list(video, null, 1).getFirst().clip().id());
		assertThat(this.clips.isPublished(video, task.attemptId().toString())).isFalse();
	}

	@Test
	void scenesOfAVideoAreThoseThatWereFoundLast() {
		VideoId video = video();
		Task first = publishScenes(video);
		Task last = publishScenes(video);
		assertThat(this.clips.scenes(video).orElseThrow().task()).isEqualTo(last.id().value());
		assertThat(beingDeleted()).containsExactly("videos/" + video + "/" + first.attemptId() + "/");
		publishNew(video, true, 1);
		assertThat(this.clips.isPublished(video, last.attemptId().toString())).isTrue();
	}

	private Task publishScenes(VideoId video) {
		this.tasks.accept(TaskWish.of(TaskKind.SCENES, video, LINK, "ann", Clipping.scenes(0.5, 0.6)), null);
		Task running = claim();
		StoredScenes scenes = new StoredScenes(1, video, running.id().value(),
				"videos/" + video + "/" + running.attemptId() + "/",
				new StoredFile(StoredScenes.FILE, "application/json", 5, "c".repeat(64)), 0.5, 0.6,
				running.createdAt());
		return this.tasks.succeed(running.attemptId(), PublishedParts.of(running.attemptId(), scenes),
				SiteRemarks.NONE);
	}

	@Test
	void downloadBringsTheTaskThatSplitsItsVideo() {
		Task asked = download("ann", TestClips.everySecond(false));
		Task running = claim();
		this.tasks.succeed(running.attemptId(), record(running), SiteRemarks.NONE);
		Task clips = claim();
		assertThat(clips.id()).isEqualTo(asked.id().clipping());
		assertThat(clips.kind()).isEqualTo(TaskKind.CLIP);
		assertThat(clips.video()).isEqualTo(running.video());
		assertThat(publish(clips, false, 1).clips()).isEqualTo(1);
		assertThat(this.publisher.take()).isEmpty();
	}

	@Test
	void eachOfThoseWhoWantedItSplitsTheSharedVideo() {
		MediaIdentity identity = MediaIdentities.of("x").getFirst();
		Task leader = download("ann", null);
		this.tasks.lead(claim().attemptId(), identity);
		Task follower = download("bob", TestClips.everySecond(false));
		this.tasks.lead(claim().attemptId(), identity);
		Task running = this.tasks.find(leader.id()).orElseThrow().task();
		this.tasks.succeed(running.attemptId(), record(running), SiteRemarks.NONE);
		Task clips = claim();
		assertThat(clips.id()).isEqualTo(follower.id().clipping());
		assertThat(clips.owner()).isEqualTo("bob");
		assertThat(clips.video()).isEqualTo(running.video());
	}

	@Test
	void linkThatTheLibraryAnswersIsSplitAtOnce() {
		VideoId video = video();
		Task answered = download("bob", TestClips.everySecond(false));
		assertThat(answered.status()).isEqualTo(TaskStatus.SUCCEEDED);
		Task clips = claim();
		assertThat(clips.id()).isEqualTo(answered.id().clipping());
		assertThat(clips.video()).isEqualTo(video);
	}

	@Test
	void promisedTaskHasAPlaceAmongItsOwnersTasksAndAnotherHasNone() {
		this.template.opsForHash().put("{autoclip}:settings", "owner_limit", "1");
		download("ann", TestClips.everySecond(false));
		Task running = claim();
		this.tasks.succeed(running.attemptId(), record(running), SiteRemarks.NONE);
		assertThat(this.publisher.take()).hasSize(1);
		assertThatExceptionOfType(TooManyTasksException.class).isThrownBy(() -> split(running.video()));
		assertThatExceptionOfType(TooManyTasksException.class)
			.isThrownBy(() -> download("ann", TestClips.everySecond(false)));
		assertThat(download("ann", null).status()).isEqualTo(TaskStatus.SUCCEEDED);
	}

	@Test
	void whoHoldsAsManyBytesAsHeMayMakesNoClips() {
		VideoId video = video();
		this.template.opsForHash().putAll("{autoclip}:settings", Map.of("quota_videos", "1", "quota_bytes", "1001"));
		publishNew(video, false, 1);
		assertThatExceptionOfType(QuotaExceededException.class).isThrownBy(() -> split(video));
	}

	@Test
	void clipsThatRedisHasLostAreRestoredOnce() {
		VideoId video = video();
		String attempt = TaskId.random() + ".1";
		String prefix = "videos/" + video + "/" + attempt + "/";
		List<Clip> lost = List.of(TestClips.clip(video, attempt, 1), TestClips.clip(video, attempt, 2));
		assertThat(this.clips.restore(VideoId.random(), attempt, prefix, lost, null))
			.isEqualTo(Restoration.WITHOUT_VIDEO);
		assertThat(this.clips.restore(video, attempt, prefix, lost, null)).isEqualTo(Restoration.RESTORED);
		assertThat(this.clips.restore(video, attempt, prefix, lost, null)).isEqualTo(Restoration.KNOWN);
		assertThat(starts(video)).containsExactly(1.0, 2.0);
		assertThat(libraryBytes()).isEqualTo(2 * TestClips.BYTES);
		String known = publishNew(video, true, 5).attemptId().toString();
		assertThat(this.clips.restore(video, attempt, prefix, lost, null)).isEqualTo(Restoration.LEFT_TO_TASK);
		assertThat(this.clips.restore(video, known, "x/", lost, null)).isEqualTo(Restoration.KNOWN);
	}

}

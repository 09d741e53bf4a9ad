package io.autoclip.task;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.TestAdmission;
import io.autoclip.library.Statistics;
import io.autoclip.library.Statistics.OfSite;
import io.autoclip.library.TestLibrary;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What is counted, in the step in which it comes true.
 */
class StatisticsTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final WorkerId worker = WorkerId.random();

	@BeforeEach
	void offerSlots() {
		new TestAdmission(this.template).heartbeat(this.worker, 5);
	}

	private Task running(String link) {
		this.tasks.accept(new SourceUrl(link), "ann");
		return this.tasks.claim(this.publisher.take().getFirst(), this.worker);
	}

	private void succeed(Task task) {
		this.tasks.succeed(task.attemptId(), new PublishedRecord(task.video().value(), "{}"), SiteRemarks.NONE);
	}

	private void fail(Task task, FailureCode code) {
		this.tasks.fail(task.attemptId(), TaskFailure.of(code), SiteRemarks.NONE);
	}

	private Statistics read() {
		return TestLibrary.of(this.template).statistics(List.of("queued", "failed", "succeeded"));
	}

	@Test
	void siteSaysWhetherItSucceedsAndWhyItDidNot() {
		succeed(running("https://a.example/1"));
		fail(running("https://a.example/2"), FailureCode.DRM);
		fail(running("https://b.example/1"), FailureCode.NETWORK);
		Statistics read = read();
		assertThat(read.tasks()).containsEntry("queued", 1L).containsEntry("failed", 1L).containsEntry("succeeded", 1L);
		assertThat(read.sites()).extracting(OfSite::site, OfSite::succeeded, OfSite::failed, OfSite::lastError)
			.containsExactlyInAnyOrder(tuple("a.example", 1L, 1L, "drm"), tuple("b.example", 0L, 0L, "network"));
		assertThat(read.sites()).allMatch((site) -> site.lastErrorAt() != null);
		assertThat(read.sites()).filteredOn((site) -> site.lastSuccess() != null).hasSize(1);
	}

	@Test
	void whatTellsNothingOfTheSiteIsNotCounted() {
		Task back = running("https://a.example/1");
		this.tasks.handBack(back.attemptId());
		Task cancelled = running("https://a.example/2");
		this.tasks.cancel(cancelled.id());
		this.tasks.confirmCancel(cancelled.attemptId());
		assertThat(read().sites()).isEmpty();
	}

	@Test
	void sitesThatWereQuietForTheLongestAreCountedNoMore() {
		for (int i = 0; i < 205; i++) {
			succeed(running("https://s" + i + ".example/"));
		}
		assertThat(read().sites()).hasSize(200);
		assertThat(this.template.keys("{autoclip}:stats:site:*")).hasSize(200);
		assertThat(this.template.hasKey("{autoclip}:stats:site:s204.example")).isTrue();
	}

}

package io.autoclip.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.autoclip.admission.Finding;
import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Previews in the store: in no list, and in a line of their own.
 */
class PreviewTaskTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final TestAdmission admission = new TestAdmission(this.template);

	private Task preview(String owner) {
		return this.tasks.accept(new TaskWish(TaskKind.PREVIEW, new SourceUrl("https://a.example/1"), owner,
				Output.DEFAULT, false, null), null);
	}

	private List<TaskId> waiting() {
		return this.template.opsForZSet()
			.range("{autoclip}:waiting:a.example", 0, -1)
			.stream()
			.map(TaskId::new)
			.toList();
	}

	/** Somebody waits for it. */
	@Test
	void previewDoesNotWaitBehindWhatItsOwnerHasQueuedUp() {
		for (int i = 0; i < 10; i++) {
			this.tasks.accept(new SourceUrl("https://a.example/" + i), "ann");
		}
		Task first = preview("ann");
		Task second = preview("ann");
		Task others = preview("bob");
		assertThat(waiting().subList(0, 3)).contains(first.id(), others.id());
		assertThat(waiting().indexOf(second.id())).isBetween(2, 5);
	}

	@Test
	void healthyStoreWithPreviewsHasNoFindings() {
		WorkerId worker = WorkerId.random();
		this.admission.heartbeat(worker, 2);
		preview("ann");
		Task ended = this.tasks.claim(this.publisher.take().getFirst(), worker);
		preview("ann");
		this.tasks.claim(this.publisher.take().getFirst(), worker);
		this.tasks.cancel(preview("ann").id());
		this.tasks.succeed(ended.attemptId(), SiteRemarks.NONE);
		assertThat(this.admission.mend()).isEmpty();
		assertThat(this.template.opsForSet().size("{autoclip}:unended:ann")).isEqualTo(1);
	}

	@Test
	void lostPreviewIsFoundAndMended() {
		Task waiting = preview("ann");
		this.template.opsForZSet().remove("{autoclip}:previews", waiting.id().value());
		this.template.opsForZSet().add("{autoclip}:previews", "nobody", 1);
		this.template.opsForZSet().add("{autoclip}:tasks:queued", waiting.id().value(), 1);
		assertThat(this.admission.mend()).containsKeys(Finding.WRONG_INDEX, Finding.UNKNOWN_TASK);
		assertThat(this.template.opsForZSet().range("{autoclip}:previews", 0, -1))
			.containsExactly(waiting.id().value());
		assertThat(this.admission.mend()).isEqualTo(Map.of());
	}

}

package io.autoclip.task;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.Finding;
import io.autoclip.admission.TestAdmission;
import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that AutoClip 0.1 (schema 1) has written, field by field as it did, are read
 * and go on. Records of a schema to come are left alone.
 */
class UpgradeTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final TaskId ID = new TaskId("7k2m9q4t6v8x1z3b5d7f9h0j2n");

	private static final WorkerId WORKER = new WorkerId("0b2d4f6h8j1k3n5p7r9t2v4x6z");

	private static final String DOC = """
			{"id":"7k2m9q4t6v8x1z3b5d7f9h0j2n","kind":"download","owner":"anonymous",\
			"url":"https://a.example/1","video":"6z4x2v9t7r5p3n1k8j6h4f2d0b","status":"%s","attempt":%d,"admission":0,\
			"cancel_requested":false,"failures":{},"created_at":"2026-11-24T22:10:01.123Z",\
			"updated_at":"2026-11-24T22:10:01.123Z"}""";

	private final StringRedisTemplate template = redis.template();

	private final RecordingPublisher publisher = new RecordingPublisher();

	private final TaskRepository tasks = new TaskRepository(this.template, this.publisher, Duration.ofSeconds(30),
			RetryPolicy.DEFAULT);

	private final TestAdmission admission = new TestAdmission(this.template);

	private void store(String schema, TaskStatus status, int attempt) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("schema", schema);
		fields.put("status", status.text());
		fields.put("kind", "download");
		fields.put("site", "a.example");
		fields.put("owner", "anonymous");
		fields.put("attempt", String.valueOf(attempt));
		fields.put("cancel", "0");
		fields.put("doc", DOC.formatted(status.text(), attempt));
		fields.put("revision", "3");
		fields.put("seq", "1");
		fields.put("tag", "1");
		fields.put("admission", "1");
		this.template.opsForHash().putAll("{autoclip}:task:" + ID, fields);
		this.template.opsForValue().set("{autoclip}:sequence", "1");
		this.template.opsForZSet().add("{autoclip}:tasks", ID.value(), 1);
		this.template.opsForZSet().add("{autoclip}:tasks:" + status.text(), ID.value(), 1);
	}

	private void storeWaiting(String schema) {
		store(schema, TaskStatus.QUEUED, 0);
		this.template.opsForZSet().add("{autoclip}:waiting:a.example", ID.value(), 1);
		this.template.opsForZSet().add("{autoclip}:sites", "a.example", 1);
	}

	private void storeRunning(String schema) {
		store(schema, TaskStatus.RUNNING, 1);
		this.template.opsForHash().put("{autoclip}:task:" + ID, "worker", WORKER.value());
		this.template.opsForZSet().add("{autoclip}:leases", ID.value(), 1);
		this.template.opsForSet().add("{autoclip}:leased:" + WORKER, ID.value());
		this.template.opsForSet().add("{autoclip}:held:a.example", ID.value());
	}

	@Test
	void waitingTaskOfThePreviousSchemaRunsToItsEnd() {
		storeWaiting("1");
		this.admission.heartbeat(WORKER, 2);
		Task running = this.tasks.claim(this.admission.admit().getFirst(), WORKER);
		assertThat(running.attempts()).hasSize(1);
		Task ended = this.tasks.succeed(running.attemptId(), new PublishedRecord(running.video().value(), "{}"),
				SiteRemarks.NONE);
		assertThat(ended.status()).isEqualTo(TaskStatus.SUCCEEDED);
		assertThat(this.template.opsForHash().get("{autoclip}:task:" + ID, "schema")).isEqualTo("3");
	}

	@Test
	void runningTaskOfThePreviousSchemaIsGivenToAnotherWhenItsWorkerIsGone() {
		storeRunning("1");
		assertThat(this.admission.settleDue()).containsExactly(ID);
		this.tasks.expire(ID);
		Task delayed = this.tasks.find(ID).orElseThrow().task();
		assertThat(delayed.status()).isEqualTo(TaskStatus.QUEUED);
		assertThat(delayed.attempts()).isEmpty();
		assertThat(delayed.failures()).containsEntry(FailureCode.WORKER_LOST, 1);
	}

	/** Schema 1 did not note when a task ended: it is noted, and forgotten in 30 days. */
	@Test
	void endedTaskOfThePreviousSchemaIsPutOnTheListOfTheEnded() {
		store("1", TaskStatus.FAILED, 1);
		assertThat(this.admission.mend()).isEqualTo(Map.of(Finding.WRONG_INDEX, 1));
		assertThat(this.admission.mend()).isEmpty();
		assertThat(new Retention(this.template, new RetentionSettings(Duration.ofDays(30))).trim()).isZero();
	}

	@Test
	void waitingTaskOfANewerSchemaIsLeftAloneAndHoldsUpNobody() {
		storeWaiting("4");
		Map<Object, Object> before = this.template.opsForHash().entries("{autoclip}:task:" + ID);
		this.admission.heartbeat(WORKER, 2);
		Task other = this.tasks.accept(new SourceUrl("https://a.example/2"), "ann");
		assertThat(this.publisher.take()).extracting(Admission::task).containsExactly(other.id());
		assertThat(this.admission.admit()).isEmpty();
		assertThat(this.admission.mend()).isEmpty();
		assertThat(this.template.opsForHash().entries("{autoclip}:task:" + ID)).isEqualTo(before);
		assertThat(this.admission.placesOf(ID)).containsExactly("waiting:a.example");
	}

	@Test
	void taskOfANewerSchemaKeepsItsPlaceWhenItsTimeIsUp() {
		for (String place : new String[] { "admitted", "delayed" }) {
			redis.clear();
			store("4", TaskStatus.QUEUED, 0);
			this.template.opsForZSet().add("{autoclip}:" + place, ID.value(), 1);
			Map<Object, Object> before = this.template.opsForHash().entries("{autoclip}:task:" + ID);
			this.admission.heartbeat(WORKER, 2);
			this.admission.settleDue();
			this.admission.giveBack(new Admission(ID, 1));
			assertThat(this.template.opsForHash().entries("{autoclip}:task:" + ID)).isEqualTo(before);
			assertThat(this.admission.placesOf(ID)).containsExactly(place);
		}
	}

}

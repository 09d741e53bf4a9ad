package io.autoclip.json;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

import io.autoclip.task.FailureCode;
import io.autoclip.task.TaskKind;
import io.autoclip.task.TaskStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StoredJsonTests {

	private static final Sample FULL = new Sample(5, TaskStatus.RUNNING, Map.of(FailureCode.WORKER_LOST, 2),
			Instant.parse("2026-01-02T03:04:05.678Z"), Duration.ofMillis(1500), List.of(TaskKind.DOWNLOAD));

	@Test
	void writeUsesSnakeCaseAndTheTextOfEnumsAlsoAsKeys() {
		assertThat(StoredJson.write(FULL)).isEqualTo("""
				{"size_in_bytes":5,"status":"running","failures_by_code":{"worker_lost":2},\
				"created_at":"2026-01-02T03:04:05.678Z","time_left":"PT1.5S","kinds":["download"]}""");
	}

	@Test
	void readGivesWhatWasWritten() {
		assertThat(StoredJson.read(StoredJson.write(FULL), Sample.class)).isEqualTo(FULL);
	}

	@Test
	void writeLeavesNullsOutAndReadBringsThemBack() {
		Sample empty = new Sample(0, TaskStatus.QUEUED, Map.of(), Instant.EPOCH, null, null);
		String json = StoredJson.write(empty);
		assertThat(json).isEqualTo("""
				{"size_in_bytes":0,"status":"queued","failures_by_code":{},"created_at":"1970-01-01T00:00:00Z"}""");
		assertThat(StoredJson.read(json, Sample.class)).isEqualTo(empty);
	}

	@Test
	void readIgnoresUnknownFields() {
		String newer = StoredJson.write(FULL).replace("{\"size", "{\"later\":{\"deep\":[null]},\"size");
		assertThat(StoredJson.read(newer, Sample.class)).isEqualTo(FULL);
	}

	@Test
	void readRefusesUnknownEnumValuesAndBrokenText() {
		String odd = StoredJson.write(FULL).replace("running", "sleeping");
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> StoredJson.read(odd, Sample.class));
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> StoredJson.read("{\"size", Sample.class));
	}

	private record Sample(long sizeInBytes, TaskStatus status, Map<FailureCode, Integer> failuresByCode,
			Instant createdAt, @Nullable Duration timeLeft, @Nullable List<TaskKind> kinds) {

	}

}

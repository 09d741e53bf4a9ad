package io.autoclip.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.autoclip.task.Admission;
import io.autoclip.task.TaskId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskAdmittedTests {

	private static final String ID = "0123456789abcdefghjkmnpqrs";

	private static final Admission ADMISSION = new Admission(new TaskId(ID), 7);

	@Test
	void writeIsReadAgain() {
		byte[] body = TaskAdmitted.of(ADMISSION).write();
		assertThat(body).asString(StandardCharsets.UTF_8)
			.isEqualTo("{\"version\":1,\"task\":\"" + ID + "\",\"admission\":7}");
		assertThat(TaskAdmitted.read(body).toAdmission()).isEqualTo(ADMISSION);
	}

	@Test
	void readIgnoresFieldsThatItDoesNotKnow() {
		String body = "{\"later\":{\"x\":[1]},\"admission\":7,\"task\":\"" + ID + "\",\"version\":1}";
		assertThat(TaskAdmitted.read(bytes(body)).toAdmission()).isEqualTo(ADMISSION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "x", "null", "1", "\"1\"", "[]", "{}", "{", "{\"version\":1}",
			"{\"version\":1,\"task\":\"" + ID + "\"}", "{\"version\":1,\"admission\":7}",
			"{\"version\":1,\"task\":null,\"admission\":7}", "{\"task\":\"" + ID + "\",\"admission\":7}",
			"{\"version\":2,\"task\":\"" + ID + "\",\"admission\":7}",
			"{\"version\":0,\"task\":\"" + ID + "\",\"admission\":7}",
			"{\"version\":1,\"task\":\"../etc\",\"admission\":7}",
			"{\"version\":1,\"task\":\"" + ID + "\",\"admission\":\"x\"}",
			"{\"version\":1,\"task\":\"" + ID + "\",\"admission\":null}",
			"{\"version\":1,\"task\":\"" + ID + "\",\"admission\":99999999999999999999}",
			"{\"version\":1,\"task\":[\"" + ID + "\"],\"admission\":{}}",
			"{\"version\":1,\"task\":\"" + ID + "\",\"admission\":7}}" })
	void readRefusesWhatIsNoMessage(String body) {
		assertThatExceptionOfType(UnreadableMessageException.class).isThrownBy(() -> TaskAdmitted.read(bytes(body)));
	}

	@Test
	void readRefusesDeepNesting() {
		byte[] body = bytes("[".repeat(100_000));
		assertThatExceptionOfType(UnreadableMessageException.class).isThrownBy(() -> TaskAdmitted.read(body));
	}

	@Test
	void readRefusesRandomBytes() {
		Random random = new Random(1);
		for (int i = 0; i < 1000; i++) {
			byte[] body = new byte[random.nextInt(100)];
			random.nextBytes(body);
			assertThatExceptionOfType(UnreadableMessageException.class).isThrownBy(() -> TaskAdmitted.read(body));
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

package io.autoclip.worker.publish;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptPrefixTests {

	private static final String PREFIX = "videos/0123456789abcdefghjkmnpqrs/tvwxyz0123456789abcdefghjk.12/";

	@Test
	void ofFindsTheAttemptThatWroteAnObject() {
		AttemptPrefix prefix = AttemptPrefix.of(PREFIX + "media.mp4").orElseThrow();
		assertThat(prefix.attempt().attempt()).isEqualTo(12);
		assertThat(prefix.video().value()).isEqualTo("0123456789abcdefghjkmnpqrs");
		assertThat(prefix).hasToString(PREFIX);
	}

	/**
	 * Among them letters that no id has: the sweeper must not stumble over such a key.
	 */
	@ParameterizedTest
	@ValueSource(strings = { PREFIX, "videos/readme.txt", "other/" + PREFIX + "media.mp4",
			"videos/0123456789abcdefghijklmnop/tvwxyz0123456789abcdefghjk.1/media.mp4",
			"videos/0123456789abcdefghjkmnpqrs/tvwxyz0123456789abcdefghjk.0/media.mp4",
			"videos/0123456789abcdefghjkmnpqrs/tvwxyz0123456789abcdefghjk.01/media.mp4",
			"videos/0123456789abcdefghjkmnpqrs/tvwxyz0123456789abcdefghjk/media.mp4" })
	void keyOfAnotherShapeIsNotOurs(String key) {
		assertThat(AttemptPrefix.of(key)).isEmpty();
	}

}

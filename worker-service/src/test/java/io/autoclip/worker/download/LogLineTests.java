package io.autoclip.worker.download;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LogLineTests {

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "\t", "\u0000", "\u001b", "\u0085", "\u061c", "\u200b", "\u2028", "\u2029",
			"\u202e", "\u2066", "\ufeff" })
	void whatIsNotToBeReadBecomesABlank(String unfit) {
		assertThat(LogLine.of("a" + unfit + "b")).isEqualTo("a b");
	}

	@Test
	void whatIsToBeReadStays() {
		assertThat(LogLine.of("Grüße, 世界 🎬: 404")).isEqualTo("Grüße, 世界 🎬: 404");
		assertThat(LogLine.of(null)).isEqualTo("null");
	}

}

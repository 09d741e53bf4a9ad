package io.autoclip.api.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PageTests {

	@Test
	void nextWhenThereIsMoreLeadsBehindTheLastEntryShown() {
		Page page = Page.of("tasks", null, 2);
		String cursor = page.next(List.of(9L, 7L, 5L), Long::longValue);
		assertThat(page.cut(List.of(9L, 7L, 5L))).containsExactly(9L, 7L);
		assertThat(Page.of("tasks", cursor, 2).before()).isEqualTo(7L);
	}

	@Test
	void nextWhenThisIsTheLastPageIsAbsent() {
		assertThat(Page.of("tasks", null, 2).next(List.of(9L, 7L), Long::longValue)).isNull();
	}

	@Test
	void cursorWhenItIsAnotherListsIsRefused() {
		String cursor = Page.of("tasks", null, 1).next(List.of(9L, 7L), Long::longValue);
		assertRefused("videos", cursor);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "!", "tasks:1", "dGFza3M6", "dGFza3M6LTE", "dGFza3M6MDk", "dGFza3M6OQ==", "ü" })
	void cursorWhenItWasNeverHandedOutIsRefused(String cursor) {
		assertRefused("tasks", cursor);
	}

	@Test
	void cursorWhenItsNumberIsTooLargeIsRefused() {
		byte[] text = "tasks:99999999999999999999".getBytes(StandardCharsets.US_ASCII);
		assertRefused("tasks", Base64.getUrlEncoder().withoutPadding().encodeToString(text));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 101, Integer.MAX_VALUE })
	void limitWhenOutOfRangeIsRefused(int limit) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Page.of("tasks", null, limit))
			.extracting(ProblemException::code)
			.isEqualTo(ProblemCode.INVALID_PARAMETER);
	}

	private static void assertRefused(String list, String cursor) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Page.of(list, cursor, 1))
			.extracting(ProblemException::code)
			.isEqualTo(ProblemCode.INVALID_CURSOR);
	}

}

package io.autoclip.id;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RandomIdTests {

	@Test
	void nextIsAlwaysOfTheShapeAndNew() {
		Set<String> drawn = new HashSet<>();
		Set<Character> letters = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			String id = RandomId.next();
			assertThatCode(() -> RandomId.check(id)).doesNotThrowAnyException();
			assertThat(drawn.add(id)).isTrue();
			id.chars().forEach((letter) -> letters.add((char) letter));
		}
		assertThat(letters).hasSize(32).doesNotContain('i', 'l', 'o', 'u');
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "0123456789abcdefghjkmnpqr", "0123456789abcdefghjkmnpqrst", "0123456789ABCDEFGHJKMNPQRS",
					"0123456789abcdefghijkmnpqr", "../0123456789abcdefghjkmnp", "0123456789abcdefghjkmnpqr\n",
					"0123456789abcdefghjkmnpqrs\n", "0123456789abcdefghjkmnpq*s", "０123456789abcdefghjkmnpqrs" })
	void checkRefusesWhatIsNoName(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> RandomId.check(text));
	}

}

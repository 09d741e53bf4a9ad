package io.autoclip.library;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WordsTests {

	@ParameterizedTest
	@CsvSource({ "Jörg,jorg", "STRAẞE,strasse", "Łódź,lodz", "ＡＢＣ,abc", "Æther,aether", "İstanbul,istanbul", "ﬁn,fin",
			"Ёлка,елка", "한국어,한국어", "Smørrebrød,smorrebrod" })
	void wordIsFolded(String text, String folded) {
		assertThat(Words.of(text)).containsExactly(folded);
	}

	@Test
	void textsAreCutIntoWordsOfWhichEachStandsOnce() {
		assertThat(Words.of("A walk, by the sea: a\tWALK!", "Ann-Marie\n(4K)")).containsExactly("a", "walk", "by",
				"the", "sea", "ann", "marie", "4k");
		assertThat(Words.of("", " – ", "👍")).isEmpty();
	}

	@Test
	void scriptWithoutSpacesIsFoundByAnyPairOfCharacters() {
		assertThat(Words.of("東京タワー")).containsAll(Words.wanted("京タ")).containsAll(Words.wanted("東京タワー"));
		assertThat(Words.of("東京")).contains(Words.wanted("京").getFirst());
	}

	@Test
	void hostileTextIsBounded() {
		assertThat(Words.of("x".repeat(100_000))).singleElement().asString().hasSize(24);
		assertThat(Words.of("a b c d e f g h i j k l m n o p q r s t u v w x y z")).hasSize(24);
		assertThat(SortKey.of("é".repeat(500))).hasSize(61);
		assertThat(SortKey.of("𝒳漢".repeat(500))).isNotEmpty();
	}

	@Test
	void keysSortAsTheirValuesDo() {
		assertThat(SortKey.ofSeconds(9.5)).isLessThan(SortKey.ofSeconds(10.0)).isGreaterThan(SortKey.ofSeconds(null));
		assertThat(SortKey.of("Sea")).isLessThan(SortKey.of("sea walk")).isLessThan(SortKey.of("SEAL"));
	}

}

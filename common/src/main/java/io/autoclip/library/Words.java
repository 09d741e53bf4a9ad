package io.autoclip.library;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * The words of a text, folded: neither case nor accents nor the width of characters tell
 * them apart. Scripts that are written without spaces are cut into pairs of characters.
 */
public final class Words {

	/** Of one item; more words than a title has that people write. */
	private static final int MOST = 24;

	/** Characters; what is behind them tells no two words apart. */
	private static final int LONGEST = 24;

	private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

	private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

	private static final Pattern UNSPACED = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー]+");

	/** Letters that Unicode does not take apart. */
	private static final Map<String, String> LETTERS = Map.of("ß", "ss", "ø", "o", "ł", "l", "đ", "d", "æ", "ae", "œ",
			"oe", "ı", "i", "þ", "th", "ð", "d");

	private Words() {
	}

	/**
	 * Finds the words that an item is found by.
	 * @param texts what it is called
	 * @return the folded words, at most 24, each once
	 */
	public static List<String> of(String... texts) {
		SequencedSet<String> words = new LinkedHashSet<>();
		for (String text : texts) {
			split(text).forEach((word) -> words.addAll(parts(word, true)));
		}
		return words.stream().limit(MOST).toList();
	}

	/**
	 * Finds the words that are looked for.
	 * @param query what a person typed
	 * @return the folded beginnings of words, all of which an item must have
	 */
	static List<String> wanted(String query) {
		return split(query).stream().flatMap((word) -> parts(word, false).stream()).distinct().limit(MOST).toList();
	}

	static List<String> split(String text) {
		return Arrays.stream(BETWEEN.split(fold(text))).filter((word) -> !word.isEmpty()).toList();
	}

	private static String fold(String text) {
		String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
		plain = ACCENTS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFKD)).replaceAll("");
		for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
			plain = plain.replace(letter.getKey(), letter.getValue());
		}
		return Normalizer.normalize(plain, Normalizer.Form.NFC);
	}

	/** A word as it is; of a run without spaces each pair, and its end alone. */
	private static List<String> parts(String word, boolean withEnd) {
		if (!UNSPACED.matcher(word).find()) {
			return List.of(cut(word, LONGEST));
		}
		int[] characters = word.codePoints().toArray();
		List<String> pairs = new ArrayList<>();
		for (int i = 0; i + 1 < characters.length; i++) {
			pairs.add(new String(characters, i, 2));
		}
		if (withEnd || pairs.isEmpty()) {
			pairs.add(new String(characters, characters.length - 1, 1));
		}
		return pairs;
	}

	private static String cut(String word, int most) {
		return (word.codePointCount(0, word.length()) <= most) ? word
				: word.substring(0, word.offsetByCodePoints(0, most));
	}

}

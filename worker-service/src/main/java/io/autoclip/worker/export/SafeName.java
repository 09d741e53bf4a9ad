package io.autoclip.worker.export;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Makes names that every file system takes as they are (ext4, NTFS, SMB) and that show
 * what they are: without separators, control and bidi characters, without dots and spaces
 * at the ends, not reserved by Windows, and not too long.
 */
final class SafeName {

	/** Bytes of UTF-8 that a name may have on ext4, and units on NTFS. */
	static final int MAX_BYTES = 255;

	private static final Pattern RESERVED = Pattern.compile(
			"(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00B9\u00B2\u00B3])[ .]*(\\..*)?",
			Pattern.CASE_INSENSITIVE);

	private SafeName() {
	}

	/**
	 * Takes out of a site's text what no name may have.
	 * @return a part of a name; it may be empty
	 */
	static String clean(String text) {
		StringBuilder clean = new StringBuilder();
		Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach((point) -> append(clean, point));
		return clean.toString().replaceAll(" +", " ").strip();
	}

	private static void append(StringBuilder clean, int point) {
		switch (Character.getType(point)) {
			case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> {
			}
			case Character.CONTROL, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				clean.append(' ');
			default -> clean.appendCodePoint(("/\\:*?\"<>|".indexOf(point) < 0) ? point : '_');
		}
	}

	/**
	 * Makes a whole name of clean text.
	 * @param text the text
	 * @param room bytes that it may have, that of a sign in front included
	 * @return a name
	 */
	static String of(String text, int room) {
		String name = withoutEnds(cut(withoutEnds(text), room - 1));
		if (name.isEmpty()) {
			return "_";
		}
		return RESERVED.matcher(name).matches() ? "_" + name : name;
	}

	private static String withoutEnds(String text) {
		return text.replaceAll("^[ .]+|[ .]+$", "");
	}

	/** Cuts between characters. */
	static String cut(String text, int bytes) {
		int end = 0;
		for (int room = bytes; end < text.length(); end += Character.charCount(text.codePointAt(end))) {
			room -= length(Character.toString(text.codePointAt(end)));
			if (room < 0) {
				break;
			}
		}
		return text.substring(0, end);
	}

	static int length(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}

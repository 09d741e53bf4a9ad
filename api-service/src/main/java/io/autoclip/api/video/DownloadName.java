package io.autoclip.api.video;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The name that a file gets on a person's disk, made from the site's title, and the
 * header that carries it (RFC 6266): an ASCII name for old clients, the true one
 * percent-encoded (RFC 8187). A title is text from outside: what could turn the name's
 * direction around, end the header or lead to another directory is taken out.
 *
 * @param base the name without extension
 * @param extension the extension without dot
 */
record DownloadName(String base, String extension) {

	/** The longest base name, in characters as people count them. */
	private static final int LONGEST = 120;

	/** Separators of paths, and what Windows does not allow in names. */
	private static final Pattern NOT_IN_NAMES = Pattern.compile("[/\\\\:*?\"<>|]");

	/**
	 * Controls, formats (bidi marks are among these), surrogates, private and unassigned
	 * characters, line ends.
	 */
	private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");

	/** Names that Windows keeps for devices, with whatever extension. */
	private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

	private static final String UNRESERVED = "!#$&+-.^_`|~";

	/**
	 * Makes a name.
	 * @param title the title
	 * @param extension the extension without dot
	 * @return the name; {@code video} if nothing of the title can stay
	 */
	static DownloadName of(String title, String extension) {
		String clean = INVISIBLE.matcher(Normalizer.normalize(title, Normalizer.Form.NFC)).replaceAll("");
		clean = NOT_IN_NAMES.matcher(clean).replaceAll("_").replaceAll("\\s+", " ").strip();
		clean = shorten(clean).replaceAll("^[. ~-]+|[. ]+$", "");
		if (clean.isEmpty() || DEVICE.matcher(clean).matches()) {
			clean = "video" + (clean.isEmpty() ? "" : "_" + clean);
		}
		return new DownloadName(clean, extension);
	}

	/**
	 * Makes the name of a part of something. Its own name is what tells it from others,
	 * so that is never cut off.
	 * @param title the title of the whole
	 * @param part the name of the part
	 * @param extension the extension without dot
	 * @return {@code <title> - <part>.<extension>}
	 */
	static DownloadName of(String title, String part, String extension) {
		String own = of(part, extension).base;
		String whole = of(title, extension).base;
		int room = Math.max(20, LONGEST - own.codePointCount(0, own.length()) - 3);
		String shortened = (whole.codePointCount(0, whole.length()) <= room) ? whole
				: whole.substring(0, whole.offsetByCodePoints(0, room)).strip();
		return new DownloadName(shortened + " - " + own, extension);
	}

	/**
	 * Writes the header for a file that is to be saved.
	 * @return the value of Content-Disposition
	 */
	String attachment() {
		return header("attachment");
	}

	/**
	 * Writes the header for a file that is to be shown.
	 * @return the value of Content-Disposition
	 */
	String inline() {
		return header("inline");
	}

	private String header(String disposition) {
		String name = this.base + "." + this.extension;
		return disposition + "; filename=\"" + ascii(this.base) + "." + this.extension + "\"; filename*=UTF-8''"
				+ percentEncoded(name);
	}

	/** Cut where a person would see no half of a character. */
	private static String shorten(String text) {
		if (text.codePointCount(0, text.length()) <= LONGEST) {
			return text;
		}
		return text.substring(0, text.offsetByCodePoints(0, LONGEST));
	}

	/** A per cent sign would make some clients decode the name. */
	private static String ascii(String text) {
		String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
		String ascii = plain.replaceAll("[^\\x20-\\x7e]|%", "_").replaceAll("_{2,}", "_");
		return ascii.matches("[_ .-]*") ? "video" : ascii;
	}

	private static String percentEncoded(String text) {
		StringBuilder encoded = new StringBuilder();
		for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
			char character = (char) (octet & 0xff);
			boolean plain = character < 0x80
					&& (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
			encoded.append(plain ? String.valueOf(character) : "%%%02X".formatted((int) character));
		}
		return encoded.toString();
	}

}

package io.autoclip.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Draws the opaque names of tasks and videos: 130 random bits as 26 characters of
 * lower-case base 32 (digits and letters without i, l, o, u). They are safe in paths,
 * file names, object keys and headers, and carry no time.
 */
public final class RandomId {

	private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

	private static final int LENGTH = 26;

	private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

	private static final SecureRandom RANDOM = new SecureRandom();

	private RandomId() {
	}

	/**
	 * Draws a name.
	 * @return 26 characters
	 */
	public static String next() {
		byte[] random = new byte[LENGTH];
		RANDOM.nextBytes(random);
		StringBuilder id = new StringBuilder(LENGTH);
		for (byte each : random) {
			id.append(ALPHABET.charAt(each & 31)); // the alphabet has 32 characters
		}
		return id.toString();
	}

	/**
	 * Makes a name of a text that has a name like this in it.
	 * @param text what nobody can guess
	 * @return 26 characters, always the same for the same text
	 */
	public static String of(String text) {
		byte[] digest = sha256(text);
		StringBuilder id = new StringBuilder(LENGTH);
		for (int i = 0; i < LENGTH; i++) {
			id.append(ALPHABET.charAt(digest[i] & 31));
		}
		return id.toString();
	}

	private static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

	/**
	 * Refuses what cannot be a name.
	 * @param id the text to look at
	 * @throws IllegalArgumentException if it is not 26 characters of the alphabet
	 */
	public static void check(String id) {
		if (!SHAPE.matcher(id).matches()) {
			throw new IllegalArgumentException("Not an id");
		}
	}

}

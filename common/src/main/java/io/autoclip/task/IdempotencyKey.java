package io.autoclip.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes a request safe to repeat (the header of
 * draft-ietf-httpapi-idempotency-key-header): for 24 hours, whoever sends the same key
 * with the same content gets the task that the first such request made.
 *
 * @param name names the key together with who sent it and where to
 * @param content names what the request asks for
 */
public record IdempotencyKey(String name, String content) {

	/**
	 * Names a key.
	 * @param scope who sends it and where to: the same key of another is another key
	 * @param key the key as it was sent
	 * @param content all that the request asks for
	 * @return the key; neither of the texts can be read from it
	 */
	public static IdempotencyKey of(String scope, String key, String content) {
		return new IdempotencyKey(sha256(scope + "\n" + key), sha256(content));
	}

	private static String sha256(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}

package io.autoclip.worker.egress;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * The password of an attempt: the HMAC-SHA256 of its name in hexadecimal. The proxy needs
 * no list of attempts, and one attempt cannot name itself as another.
 */
class EgressCredentials {

	private static final String ALGORITHM = "HmacSHA256";

	private static final String SCHEME = "Basic ";

	private static final int KEY_BYTES = 32;

	private final SecretKeySpec key;

	/**
	 * Takes the shared key.
	 * @param key the key; if missing or blank a random one is drawn
	 */
	EgressCredentials(@Nullable String key) {
		byte[] bytes = (key == null || key.isBlank()) ? randomKey() : key.getBytes(StandardCharsets.UTF_8);
		this.key = new SecretKeySpec(bytes, ALGORITHM);
	}

	String password(String user) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return HexFormat.of().formatHex(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has " + ALGORITHM, ex);
		}
	}

	/**
	 * Writes the {@code Proxy-Authorization} header of a user.
	 */
	String header(String user) {
		byte[] pair = (user + ":" + password(user)).getBytes(StandardCharsets.UTF_8);
		return SCHEME + Base64.getEncoder().encodeToString(pair);
	}

	/**
	 * Reads a {@code Proxy-Authorization} header and checks its password in constant
	 * time.
	 * @return the user; {@code null} if the header is missing, malformed or wrong
	 */
	@Nullable String user(@Nullable String header) {
		String pair = decode(header);
		int colon = pair.indexOf(':');
		if (colon <= 0) {
			return null;
		}
		String user = pair.substring(0, colon);
		byte[] given = pair.substring(colon + 1).getBytes(StandardCharsets.UTF_8);
		return MessageDigest.isEqual(password(user).getBytes(StandardCharsets.UTF_8), given) ? user : null;
	}

	private static String decode(@Nullable String header) {
		if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return "";
		}
		try {
			return new String(Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()),
					StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

	private static byte[] randomKey() {
		byte[] bytes = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(bytes);
		return bytes;
	}

}

package io.autoclip.standalone.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random passwords and keys, hexadecimal so that no file format needs to quote them. */
final class Secret {

	private static final int BYTES = 20;

	private static final SecureRandom RANDOM = new SecureRandom();

	private Secret() {
	}

	static String random() {
		byte[] bytes = new byte[BYTES];
		RANDOM.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

}

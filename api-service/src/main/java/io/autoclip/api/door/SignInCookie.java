package io.autoclip.api.door;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * What a browser has that was let in: {@code END.LOCK.SIGNATURE}, the second at which it
 * ends, which token it was given for, and an HMAC-SHA-256 of both. Nothing is stored but
 * the {@link CookieKey}, all replicas agree, and another token ends it. It cannot be
 * taken back for one browser alone, which a lock with one token for all could not do
 * anyhow.
 */
@Component
@Conditional(LockedDoor.class)
class SignInCookie {

	static final Duration VALIDITY = Duration.ofDays(30);

	private static final String ALGORITHM = "HmacSHA256";

	private final String token;

	private final CookieKey key;

	private final Clock clock = Clock.systemUTC();

	SignInCookie(DoorSettings settings, CookieKey key) {
		this.token = settings.token();
		this.key = key;
	}

	/**
	 * Makes one that lasts as long as any does.
	 * @return its value
	 * @throws StoreAwayException if Redis does not tell the key
	 */
	String make() {
		return make(this.clock.instant().plus(VALIDITY));
	}

	String make(Instant end) {
		String key = this.key.read();
		String content = end.getEpochSecond() + "." + lock(key);
		return content + "." + signature(key, content);
	}

	/**
	 * Judges one that somebody came with, in a time that does not depend on how much of
	 * it is right.
	 * @param value its value
	 * @return what it is
	 * @throws StoreAwayException if Redis does not tell the key
	 */
	Verdict judge(String value) {
		int end = value.lastIndexOf('.');
		if (end < 0) {
			return Verdict.FORGED;
		}
		String content = value.substring(0, end);
		String signature = value.substring(end + 1);
		return Stream.<Supplier<String>>of(this.key::known, this.key::read)
			.map(Supplier::get)
			.filter((key) -> isSame(signature(key, content), signature))
			.findFirst()
			.map((key) -> isOver(content, key) ? Verdict.OVER : Verdict.GOOD)
			.orElse(Verdict.FORGED);
	}

	/** Only what was signed here comes so far. */
	private boolean isOver(String content, String key) {
		int dot = content.indexOf('.');
		Instant end = Instant.ofEpochSecond(Long.parseLong(content.substring(0, dot)));
		return !this.clock.instant().isBefore(end) || !isSame(lock(key), content.substring(dot + 1));
	}

	/** Names the token without telling it. */
	private String lock(String key) {
		return hmac(key, "AutoClip: token: " + this.token);
	}

	private static String signature(String key, String content) {
		return hmac(key, "AutoClip: sign-in cookie, version 2: " + content);
	}

	private static boolean isSame(String expected, String text) {
		return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
	}

	private static String hmac(String key, String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), ALGORITHM));
			return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has HMAC-SHA-256", ex);
		}
	}

	/**
	 * What a cookie is.
	 */
	enum Verdict {

		/** It lets in. */
		GOOD,

		/** It was made here, and has ended by its time or with its token. */
		OVER,

		/** It was not made here. */
		FORGED

	}

}

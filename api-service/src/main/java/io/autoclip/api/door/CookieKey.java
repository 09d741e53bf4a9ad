package io.autoclip.api.door;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Conditional;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * What sign-in cookies are signed with: 256 random bits, drawn by the replica that needs
 * them first, and kept in Redis, which all replicas share. Whoever does not read Redis
 * can make no cookie, even if he knows the token, and can try no guess at the token
 * against a cookie that he has seen.
 */
@Component
@Conditional(LockedDoor.class)
class CookieKey {

	private static final String NAME = "{autoclip}:sign-in-key";

	private static final int BYTES = 32;

	private final StringRedisTemplate redis;

	private final SecureRandom random = new SecureRandom();

	private volatile @Nullable String known;

	CookieKey(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Returns the key as it was last read: once it is known, who is signed in stays so
	 * while Redis is away.
	 * @return the key in hexadecimal
	 * @throws StoreAwayException if it was never read, and Redis does not answer
	 */
	String known() {
		String key = this.known;
		return (key != null) ? key : read();
	}

	/**
	 * Reads the key: it is another one once Redis has lost it, or an operator has removed
	 * it.
	 * @return the key in hexadecimal
	 * @throws StoreAwayException if Redis does not answer
	 */
	String read() {
		try {
			String key = stored().or(this::offer)
				.orElseThrow(() -> new DataRetrievalFailureException("The key was removed while it was made"));
			this.known = key;
			return key;
		}
		catch (DataAccessException ex) {
			throw new StoreAwayException(ex);
		}
	}

	private Optional<String> stored() {
		return Optional.ofNullable(this.redis.opsForValue().get(NAME));
	}

	/** Another replica may have been faster: its key is the one then. */
	private Optional<String> offer() {
		this.redis.opsForValue().setIfAbsent(NAME, draw());
		return stored();
	}

	private String draw() {
		byte[] bytes = new byte[BYTES];
		this.random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

}

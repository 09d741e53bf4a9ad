package io.autoclip.api.door;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices;

/**
 * What a browser has that was let in: a name and an end, signed with a key that comes
 * from the token. Of all ways that Spring has this is the simplest: nothing is stored,
 * all replicas agree, and another token ends it. It cannot be taken back for one browser
 * alone, which a lock with one token for all could not do anyhow.
 * <p>
 * SameSite is Lax, not Strict: a link to a video in a mail must open for who is signed
 * in, and what Lax lets through besides, a GET, changes nothing.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(LockedDoor.class)
class SignInCookie {

	static final String NAME = "autoclip-sign-in";

	private static final Duration VALIDITY = Duration.ofDays(30);

	private static final String PURPOSE = "AutoClip: door, version 1";

	@Bean
	UserDetailsService visitor(DoorSettings settings) {
		return new InMemoryUserDetailsManager(User.withUsername(TokenCheck.VISITOR).password(key(settings)).build());
	}

	@Bean
	TokenBasedRememberMeServices cookie(DoorSettings settings, UserDetailsService visitor) {
		TokenBasedRememberMeServices cookie = new TokenBasedRememberMeServices(key(settings), visitor);
		cookie.setCookieName(NAME);
		cookie.setAlwaysRemember(true);
		cookie.setTokenValiditySeconds((int) VALIDITY.toSeconds());
		cookie.setCookieCustomizer((made) -> made.setAttribute("SameSite", "Lax"));
		return cookie;
	}

	/** Whoever sees it, or what is signed with it, does not know the token. */
	private static String key(DoorSettings settings) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(settings.token().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has HMAC-SHA-256", ex);
		}
	}

}

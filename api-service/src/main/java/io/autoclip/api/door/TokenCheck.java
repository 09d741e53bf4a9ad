package io.autoclip.api.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.springframework.context.annotation.Conditional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

import io.autoclip.api.limit.ClientKey;

/**
 * Compares a token that somebody came with, in a time that does not depend on how much of
 * it is right. The name of who comes is the client's address, for which wrong ones are
 * counted; whoever passes is {@link #VISITOR}.
 */
@Component
@Conditional(LockedDoor.class)
class TokenCheck implements AuthenticationProvider {

	/** The one that everybody is who has the token. */
	static final String VISITOR = "visitor";

	private final byte[] expected;

	private final WrongTokens wrong;

	TokenCheck(DoorSettings settings, WrongTokens wrong) {
		this.expected = settings.token().getBytes(StandardCharsets.UTF_8);
		this.wrong = wrong;
	}

	@Override
	public Authentication authenticate(Authentication visitor) {
		ClientKey client = new ClientKey(visitor.getName());
		this.wrong.refuseWhoMustWait(client);
		byte[] token = String.valueOf(visitor.getCredentials()).getBytes(StandardCharsets.UTF_8);
		if (!MessageDigest.isEqual(this.expected, token)) {
			this.wrong.count(client);
			throw new BadCredentialsException("Not the token");
		}
		return UsernamePasswordAuthenticationToken.authenticated(VISITOR, null, AuthorityUtils.NO_AUTHORITIES);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
	}

}

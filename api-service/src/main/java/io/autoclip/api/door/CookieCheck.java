package io.autoclip.api.door;

import io.autoclip.api.limit.ClientKey;

import org.springframework.context.annotation.Conditional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/**
 * Lets in by a cookie. Forged ones are counted with wrong tokens. Whoever has a right one
 * need not wait for what others of the same address have done: unlike a token that a
 * person chose, 256 random bits cannot be guessed, however often.
 */
@Component
@Conditional(LockedDoor.class)
class CookieCheck implements AuthenticationProvider {

	private final SignInCookie cookie;

	private final WrongTokens wrong;

	CookieCheck(SignInCookie cookie, WrongTokens wrong) {
		this.cookie = cookie;
		this.wrong = wrong;
	}

	@Override
	public Authentication authenticate(Authentication visitor) {
		return switch (this.cookie.judge(String.valueOf(visitor.getCredentials()))) {
			case GOOD -> UsernamePasswordAuthenticationToken.authenticated(TokenCheck.VISITOR, null,
					AuthorityUtils.NO_AUTHORITIES);
			case OVER -> throw new CredentialsExpiredException("Not a cookie any more");
			case FORGED -> {
				ClientKey client = new ClientKey(visitor.getName());
				this.wrong.refuseWhoMustWait(client);
				this.wrong.count(client);
				throw new BadCredentialsException("Not a cookie of ours");
			}
		};
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
	}

}

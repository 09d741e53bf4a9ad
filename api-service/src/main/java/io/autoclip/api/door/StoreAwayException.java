package io.autoclip.api.door;

import org.springframework.security.authentication.AuthenticationServiceException;

/**
 * Thrown when it cannot be told who comes, because Redis does not answer.
 */
class StoreAwayException extends AuthenticationServiceException {

	StoreAwayException(Throwable cause) {
		super("Redis has not told the key of sign-in cookies", cause);
	}

}

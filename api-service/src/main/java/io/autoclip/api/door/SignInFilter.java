package io.autoclip.api.door;

import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Takes the sign-in form, gives the cookie, and goes on to where the visitor wanted to
 * go.
 */
class SignInFilter extends AbstractAuthenticationProcessingFilter {

	SignInFilter(AuthenticationManager manager, AuthenticationConverter form, SignInCookie cookie) {
		super(PathPatternRequestMatcher.pathPattern(HttpMethod.POST, SignInPage.PATH), manager);
		setAuthenticationConverter(form);
		setAuthenticationSuccessHandler((request, response, visitor) -> {
			CookieHeaders.put(cookie.make(), request, response);
			response.sendRedirect(request.getContextPath() + SignInPage.then(request));
		});
	}

}

package io.autoclip.api.door;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;

/**
 * What Spring Security refuses, in the words of this api: a problem for programs, the
 * sign-in page for who looks with a browser.
 */
@Component
class Refusals implements AuthenticationEntryPoint, RequestRejectedHandler {

	private static final String CHALLENGE = "Bearer realm=\"AutoClip\"";

	private static final String STORE_COMES_BACK_SECONDS = "5";

	private final HandlerExceptionResolver problems;

	Refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	/** Nobody has come in: no token, or a cookie that is none (any more). */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		if (isLookedAt(request)) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			response.sendRedirect(SignInPage.leadingBackTo(request));
			return;
		}
		unauthorized(request, response, CHALLENGE);
	}

	private static boolean isLookedAt(HttpServletRequest request) {
		return List.of("GET", "HEAD").contains(request.getMethod()) && asksForHtml(request);
	}

	private static boolean asksForHtml(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		try {
			return MediaType.parseMediaTypes(accept)
				.stream()
				.anyMatch((type) -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	/** A program has come with a token that is not it (RFC 6750, section 3.1). */
	void bearer(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex) {
		if (ex instanceof MustWaitException wait) {
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.seconds()));
			answer(request, response, new ProblemException(ProblemCode.TOO_MANY_REQUESTS,
					"Too many wrong tokens have come from your address."));
			return;
		}
		unauthorized(request, response, CHALLENGE + ", error=\"invalid_token\"");
	}

	/**
	 * A browser has come with a cookie that does not let in (any more): it shall forget
	 * it. While Redis is away it may be a right one, and is kept.
	 */
	void cookie(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		if (ex instanceof StoreAwayException) {
			answer(request, response, new ProblemException(ProblemCode.STORE_UNAVAILABLE));
			return;
		}
		CookieHeaders.remove(request, response);
		if (ex instanceof MustWaitException && !isLookedAt(request)) {
			bearer(request, response, ex);
			return;
		}
		commence(request, response, ex);
	}

	/** A person has filled in the form. */
	void form(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex) throws IOException {
		if (ex instanceof StoreAwayException) {
			response.setHeader(HttpHeaders.RETRY_AFTER, STORE_COMES_BACK_SECONDS);
			SignInPage.answer(request, response, HttpStatus.SERVICE_UNAVAILABLE,
					"AutoClip's store does not answer. Please try again in some seconds.");
			return;
		}
		if (ex instanceof MustWaitException wait) {
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.seconds()));
			SignInPage.answer(request, response, HttpStatus.TOO_MANY_REQUESTS,
					"Too many wrong tokens. Please wait " + wait.seconds() + " s.");
			return;
		}
		SignInPage.answer(request, response, HttpStatus.UNAUTHORIZED, "That is not the token.");
	}

	/** An address or a header that no honest client sends. */
	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException ex) {
		answer(request, response, new ProblemException(ProblemCode.MALFORMED_REQUEST));
	}

	private void unauthorized(HttpServletRequest request, HttpServletResponse response, String challenge) {
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
		answer(request, response, new ProblemException(ProblemCode.UNAUTHORIZED));
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, ProblemException refusal) {
		this.problems.resolveException(request, response, null, refusal);
	}

}

package io.autoclip.api.door;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * How the cookie travels. SameSite is Lax, not Strict: a link to a video in a mail must
 * open for who is signed in, and what Lax lets through besides, a GET, changes nothing.
 */
final class CookieHeaders {

	private static final String NAME = "autoclip-sign-in";

	private CookieHeaders() {
	}

	static @Nullable String find(HttpServletRequest request) {
		Cookie[] cookies = request.getCookies();
		return ((cookies != null) ? Arrays.stream(cookies) : Stream.<Cookie>empty())
			.filter((cookie) -> cookie.getName().equals(NAME) && !cookie.getValue().isEmpty())
			.map(Cookie::getValue)
			.findFirst()
			.orElse(null);
	}

	static void put(String value, HttpServletRequest request, HttpServletResponse response) {
		set(value, SignInCookie.VALIDITY, request, response);
	}

	static void remove(HttpServletRequest request, HttpServletResponse response) {
		set("", Duration.ZERO, request, response);
	}

	private static void set(String value, Duration validity, HttpServletRequest request, HttpServletResponse response) {
		String prefix = request.getContextPath();
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(NAME, value)
					.maxAge(validity)
					.path(prefix.isEmpty() ? "/" : prefix)
					.secure(request.isSecure())
					.httpOnly(true)
					.sameSite("Lax")
					.build()
					.toString());
	}

}

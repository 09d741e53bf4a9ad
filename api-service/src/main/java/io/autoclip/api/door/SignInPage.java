package io.autoclip.api.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The page that asks a person for the token: a plain form, which needs no script.
 */
@Hidden
@Controller
@Conditional(LockedDoor.class)
class SignInPage {

	static final String PATH = "/sign-in";

	static final String TOKEN = "token";

	/** Where to go afterwards: a path below AutoClip's own root. */
	static final String THEN = "then";

	/**
	 * An absolute path as all read it alike, with a query or without: no empty part,
	 * which could be read as another host, and none of dots, which would be gone after.
	 */
	private static final Pattern LOCAL = Pattern
		.compile("/((?!(?i:\\.|%2e){1,2}(?:[/?#]|$))[!-~&&[^\\\\/?#]]+(/|(?=[?#]|$)))*([?#][!-~&&[^\\\\]]*)?");

	private static final int LONGEST = 2_001;

	private static final String PAGE = """
			<!doctype html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<title>Sign in – AutoClip</title>
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<meta name="color-scheme" content="light dark">
			<link rel="icon" href="assets/favicon.svg" type="image/svg+xml">
			<link rel="stylesheet" href="assets/style.css">
			</head>
			<body>
			<header class="bar">
			<img src="assets/favicon.svg" alt="" width="32" height="32">
			<h1 class="brand">AutoClip</h1>
			</header>
			<main>
			<form class="add" method="post" action="sign-in">
			<label for="token">The token that its operator has given you</label>
			<div class="field">
			<input id="token" name="token" type="password" autocomplete="current-password" required autofocus
				aria-describedby="token-error">
			<button class="primary" type="submit">Sign in</button>
			</div>
			<input type="hidden" name="then" value="{then}">
			<p id="token-error" class="error" role="alert">{error}</p>
			</form>
			</main>
			</body>
			</html>
			""";

	@GetMapping(PATH)
	void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
		answer(request, response, HttpStatus.OK, "");
	}

	/**
	 * Answers with the page.
	 * @param request what was asked
	 * @param response where it goes
	 * @param status the status
	 * @param error why the token that was given did not help; empty if none was
	 * @throws IOException if the client has gone
	 */
	static void answer(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String error)
			throws IOException {
		String page = PAGE.replace("{error}", error).replace("{then}", HtmlUtils.htmlEscape(then(request), "UTF-8"));
		response.setStatus(status.value());
		response.setContentType(MediaType.TEXT_HTML_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Whoever made the link to this page shall not send the visitor on to another site.
	 */
	static String then(HttpServletRequest request) {
		String wanted = request.getParameter(THEN);
		boolean isLocal = wanted != null && wanted.length() <= LONGEST && LOCAL.matcher(wanted).matches();
		return isLocal ? wanted : "/";
	}

	/**
	 * Makes the address of this page that leads back.
	 * @param request what somebody asked for who has to sign in first
	 * @return an absolute path
	 */
	static String leadingBackTo(HttpServletRequest request) {
		return UriComponentsBuilder.fromPath(request.getContextPath() + PATH)
			.queryParam(THEN, "{then}")
			.encode()
			.buildAndExpand(asked(request))
			.toUriString();
	}

	private static String asked(HttpServletRequest request) {
		@Nullable String query = request.getQueryString();
		return request.getRequestURI().substring(request.getContextPath().length())
				+ ((query != null) ? "?" + query : "");
	}

}

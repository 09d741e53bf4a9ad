package io.autoclip.api.header;

import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;

/**
 * The headers that keep a browser from taking an answer for something else than it is, or
 * from showing it in another site's page. Files in the object storage are of another
 * origin and have headers of their own. The referrer policy is not the strictest, under
 * which browsers hide the origin of a form from the site that it belongs to (Fetch,
 * section 3.2).
 */
public final class AnswerHeaders {

	private static final Map<String, String> ALWAYS = Map.of("X-Content-Type-Options", "nosniff", "X-Frame-Options",
			"DENY", "Referrer-Policy", "same-origin", "Cross-Origin-Opener-Policy", "same-origin",
			"Cross-Origin-Resource-Policy", "same-origin");

	private AnswerHeaders() {
	}

	/**
	 * Sets them.
	 * @param response the answer, before its first byte
	 * @param policy what the browser may load for it
	 */
	public static void set(HttpServletResponse response, ContentPolicy policy) {
		ALWAYS.forEach(response::setHeader);
		response.setHeader("Content-Security-Policy", policy.header());
	}

}

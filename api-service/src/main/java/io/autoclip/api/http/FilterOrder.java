package io.autoclip.api.http;

import org.springframework.core.Ordered;

/**
 * The order in which filters look at a request. Spring Security's stand at -100, behind
 * all of these: whatever they refuse, they see the request as the client sent it.
 */
public final class FilterOrder {

	/** Makes the request look as the client sent it. */
	public static final int PROXY = Ordered.HIGHEST_PRECEDENCE;

	/** Before whatever may refuse the request: refusals have these headers, too. */
	public static final int ANSWER_HEADERS = PROXY + 10;

	/** Counts what is asked, before anything is done for it. */
	public static final int CLIENT_RATE = PROXY + 20;

	/** Refuses who asks by what is no host. */
	public static final int REAL_HOST = PROXY + 23;

	/** Refuses who asks by a name that anybody could have made. */
	public static final int KNOWN_HOST = PROXY + 25;

	/** Refuses what other sites make a browser send. */
	public static final int CROSS_SITE = PROXY + 30;

	/** Takes what curl sends for JSON. */
	public static final int PLAIN_CURL = PROXY + 40;

	/** Refuses bodies that are too large. */
	public static final int BODY_LIMIT = PROXY + 50;

	private FilterOrder() {
	}

}

package io.autoclip.worker.egress;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import org.littleshoot.proxy.impl.ProxyUtils;

import io.autoclip.json.StoredJson;

/**
 * Decides about a request before anything is resolved or connected: who asks, for what.
 * Every request is asked for its credentials, not only the first of a connection.
 */
record EgressGate(EgressCredentials credentials, EgressAccounts accounts) {

	/** The proxy's own address for an attempt's account; no such name exists. */
	static final String ACCOUNT_URL = "http://egress.autoclip/account";

	/**
	 * What becomes of a request.
	 */
	sealed interface Verdict {

		/**
		 * The request is answered here.
		 *
		 * @param response the answer
		 */
		record Answered(FullHttpResponse response) implements Verdict {
		}

		/**
		 * The request may go on to be resolved.
		 *
		 * @param target where to
		 * @param counter whose it is
		 */
		record Passed(EgressTarget target, EgressAccounts.Counter counter) implements Verdict {
		}

	}

	Verdict judge(HttpRequest request) {
		String user = this.credentials.user(request.headers().get(HttpHeaderNames.PROXY_AUTHORIZATION));
		if (user == null) {
			return new Verdict.Answered(EgressAnswer.UNAUTHENTICATED.response());
		}
		EgressAccounts.Counter counter = this.accounts.counter(user);
		if (ACCOUNT_URL.equals(request.uri()) && HttpMethod.GET.equals(request.method())) {
			return new Verdict.Answered(EgressAnswer.response(HttpResponseStatus.OK, "application/json",
					StoredJson.write(counter.account())));
		}
		try {
			return new Verdict.Passed(EgressTarget.of(request), counter);
		}
		catch (IllegalArgumentException ex) {
			return new Verdict.Answered(EgressAnswer.DENIED.response());
		}
	}

	/**
	 * Makes a request fit for the origin: what was meant for this hop is taken out, and
	 * target and {@code Host} are rewritten from what was checked, so that nothing behind
	 * the check can read them in another way. A client's wish to close is passed on.
	 */
	static void rewrite(HttpRequest request, EgressTarget target) {
		boolean keepAlive = HttpUtil.isKeepAlive(request);
		stripHop(request.headers());
		HttpUtil.setKeepAlive(request, keepAlive);
		request.headers().set(HttpHeaderNames.HOST, target.hostHeader());
		request.setUri(target.uri());
	}

	/**
	 * Makes a response fit for the client. That the origin closes is passed on:
	 * LittleProxy could send the client's next request into the closing connection.
	 */
	static void rewrite(HttpResponse response) {
		boolean keepAlive = HttpUtil.isKeepAlive(response);
		stripHop(response.headers());
		if (!keepAlive) {
			response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		}
	}

	/**
	 * Takes out the headers that concern one hop only, credentials and protocol upgrades
	 * among them (<a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110
	 * §7.6.1</a>).
	 */
	private static void stripHop(HttpHeaders headers) {
		ProxyUtils.stripHopByHopHeaders(headers);
		headers.remove("Proxy-Connection");
		headers.remove(EgressAnswer.HEADER);
	}

}

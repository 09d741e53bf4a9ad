package io.autoclip.worker.egress;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import org.littleshoot.proxy.HttpFiltersAdapter;

import io.autoclip.worker.egress.EgressGate.Verdict;

/**
 * One request of a client and its response. LittleProxy calls the methods in the order in
 * which they stand here, first on the client's and then on the origin's thread.
 */
class EgressExchange extends HttpFiltersAdapter {

	private final EgressGate gate;

	private final EgressResolver resolver;

	private final EgressClient client;

	private volatile Verdict.@Nullable Passed passed;

	private volatile EgressAnswer failure = EgressAnswer.UNREACHABLE;

	private volatile Phase phase = Phase.ASKED;

	private volatile boolean relaying;

	EgressExchange(HttpRequest request, EgressGate gate, EgressResolver resolver, EgressClient client) {
		super(request);
		this.gate = gate;
		this.resolver = resolver;
		this.client = client;
	}

	/** How far the response is. */
	private enum Phase {

		ASKED, ANSWERED_HERE, RESPONDING, ENDED

	}

	/**
	 * Answers a request that may not pass; rewrites one that may.
	 */
	@Override
	public @Nullable HttpResponse clientToProxyRequest(HttpObject object) {
		if (!(object instanceof HttpRequest request)) {
			return null;
		}
		this.client.begin(this);
		return switch (this.gate.judge(request)) {
			case Verdict.Answered(var response) -> {
				this.phase = Phase.ANSWERED_HERE;
				yield response;
			}
			case Verdict.Passed pass -> {
				this.passed = pass;
				pass(request, pass.target());
				yield null;
			}
		};
	}

	/**
	 * Resolves the target of a new connection to the address that was checked.
	 * @return the address; {@code null} leaves it to the proxy's own resolver, which
	 * knows no name
	 */
	@Override
	public @Nullable InetSocketAddress proxyToServerResolutionStarted(String hostAndPort) {
		Verdict.Passed pass = this.passed;
		try {
			return (pass != null) ? this.resolver.resolve(pass.target(), pass.counter().lookups()) : null;
		}
		catch (DeniedAddressException ex) {
			this.failure = EgressAnswer.DENIED;
		}
		catch (UnknownHostException ex) {
			this.failure = EgressAnswer.UNRESOLVED;
		}
		return null;
	}

	@Override
	public void proxyToServerRequestSending() {
		this.client.resume();
	}

	void originConnected() {
		Verdict.Passed pass = this.passed;
		if (pass != null) {
			pass.counter().connected();
			this.phase = pass.target().isTunnel() ? Phase.RESPONDING : this.phase;
		}
	}

	/** Counts what comes through a tunnel; plain responses are counted by content. */
	void originSent(int count) {
		Verdict.Passed pass = this.passed;
		if (pass != null && pass.target().isTunnel()) {
			pass.counter().received(count);
		}
	}

	/**
	 * Takes a part of the origin's response. A change of protocol was never asked for and
	 * ends the exchange.
	 */
	@Override
	@SuppressWarnings("NullAway") // HttpFilters allows null, its adapter forgot to say so
	public @Nullable HttpObject serverToProxyResponse(HttpObject object) {
		Verdict.Passed pass = this.passed;
		if (object instanceof HttpContent content && pass != null) {
			pass.counter().received(content.content().readableBytes());
		}
		if (object instanceof HttpResponse response) {
			if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
				return null;
			}
			EgressGate.rewrite(response);
		}
		this.relaying = true;
		return object;
	}

	/**
	 * Lets the origin's response and our own answers pass. Anything else is LittleProxy's
	 * error page: ours takes its place if the response has not begun. The connection ends
	 * then; LittleProxy 2.8.0 miscounts after some failures and would not read from it
	 * again.
	 */
	@Override
	@SuppressWarnings("NullAway") // HttpFilters allows null, its adapter forgot to say so
	public @Nullable HttpObject proxyToClientResponse(HttpObject object) {
		if (this.phase == Phase.ANSWERED_HERE) {
			return object;
		}
		if (this.relaying) {
			this.relaying = false;
			this.phase = phaseAfter(object);
			return object;
		}
		fail();
		return null;
	}

	/**
	 * Ends a response that the origin did not finish, as the origin did: LittleProxy
	 * alone would leave the client waiting.
	 */
	void originLost(String hostAndPort) {
		Verdict.Passed pass = this.passed;
		if (!isOver() && pass != null && pass.target().authority().equals(hostAndPort)) {
			fail();
		}
	}

	/** Whether the whole response, or our own answer, has been given to the client. */
	boolean isOver() {
		return this.phase == Phase.ENDED || this.phase == Phase.ANSWERED_HERE;
	}

	/** Of a CONNECT LittleProxy drops the rest by itself. */
	private void pass(HttpRequest request, EgressTarget target) {
		EgressGate.rewrite(request, target);
		if (!target.isTunnel()) {
			this.client.hold();
		}
	}

	private Phase phaseAfter(HttpObject object) {
		if (object instanceof HttpResponse response) {
			boolean informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
			return informational ? Phase.ASKED : Phase.RESPONDING;
		}
		boolean last = object instanceof LastHttpContent && this.phase == Phase.RESPONDING;
		return last ? Phase.ENDED : this.phase;
	}

	private void fail() {
		boolean silent = this.phase == Phase.ASKED;
		this.phase = Phase.ENDED;
		if (silent) {
			this.client.answerAndClose(this.failure.response());
		}
		else {
			this.client.close();
		}
	}

}

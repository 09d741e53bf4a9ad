package io.autoclip.api.http;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets clients go before the web server stops. Spring says that the api is not ready as
 * soon as it is told to stop; this one then goes on serving until load balancers have
 * noticed, and ends each connection after the answer in hand, since a request on one that
 * is kept alive would be refused.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Drain extends OncePerRequestFilter implements SmartLifecycle {

	private final Duration time;

	private volatile boolean running;

	private volatile boolean draining;

	Drain(DrainSettings settings) {
		this.time = settings.drain();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.draining) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
		chain.doFilter(request, response);
	}

	@Override
	public void start() {
		this.draining = false;
		this.running = true;
	}

	@Override
	public void stop() {
		this.draining = true;
		this.running = false;
		try {
			Thread.sleep(this.time);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the web server, which stops at less than the default phase. */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}

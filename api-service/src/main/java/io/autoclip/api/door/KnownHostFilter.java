package io.autoclip.api.door;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import io.autoclip.api.http.FilterOrder;
import io.autoclip.api.http.NamedHost;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;

/**
 * Refuses who comes to an open door by a name that is not {@link KnownHosts known}. A
 * locked door needs no such guard: a browser gives its cookie to no other name than the
 * one that it has signed in at.
 */
@Component
@Conditional(OpenDoor.class)
@Order(FilterOrder.KNOWN_HOST)
class KnownHostFilter extends OncePerRequestFilter {

	private final KnownHosts known;

	private final HandlerExceptionResolver problems;

	KnownHostFilter(KnownHosts known, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		this.known = known;
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String host = NamedHost.of(request);
		return host == null || this.known.know(host);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		this.problems.resolveException(request, response, null, new ProblemException(ProblemCode.UNKNOWN_HOST,
				ProblemCode.UNKNOWN_HOST.meaning() + " " + ProblemCode.UNKNOWN_HOST.remedy()));
	}

}

package io.autoclip.api.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses who asks by a host that no link can be written with, such as none or
 * {@code 0x7f.1} (RFC 9112, 3.2: a host that is not valid is answered with 400). All
 * links in answers begin with it.
 */
@Component
@Order(FilterOrder.REAL_HOST)
class RealHostFilter extends OncePerRequestFilter {

	private final HandlerExceptionResolver problems;

	RealHostFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		try {
			new URI(request.getScheme(), null, request.getServerName(), -1, null, null, null);
			return true;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		this.problems.resolveException(request, response, null,
				new ProblemException(ProblemCode.MALFORMED_REQUEST, "The header Host names no host."));
	}

}

package io.autoclip.api.http;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.UriComponentsBuilder;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;

/**
 * Refuses what another site's page makes a browser send, unless it only reads: no GET
 * changes anything. A browser says where a request comes from in {@code Sec-Fetch-Site}
 * (W3C Fetch Metadata; on https and on this machine), and names the page's origin with
 * every POST and DELETE. Programs say neither, and pass.
 */
@Component
@Order(FilterOrder.CROSS_SITE)
class CrossSiteFilter extends OncePerRequestFilter {

	private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	/** A neighbour below the same domain is another site's page all the same. */
	private static final Set<String> OURS = Set.of("same-origin", "none");

	private final HandlerExceptionResolver problems;

	CrossSiteFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return READING.contains(request.getMethod()) || isOurs(request);
	}

	private static boolean isOurs(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		return (site != null) ? OURS.contains(site) : isOurs(request.getHeader(HttpHeaders.ORIGIN), request);
	}

	private static boolean isOurs(@Nullable String origin, HttpServletRequest request) {
		return origin == null || origin.equalsIgnoreCase(origin(request));
	}

	/** As browsers write it: without the port that goes without saying. */
	private static String origin(HttpServletRequest request) {
		boolean usual = request.getServerPort() == ("https".equals(request.getScheme()) ? 443 : 80);
		return UriComponentsBuilder.newInstance()
			.scheme(request.getScheme())
			.host(request.getServerName())
			.port(usual ? -1 : request.getServerPort())
			.build()
			.toUriString();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		this.problems.resolveException(request, response, null, new ProblemException(ProblemCode.CROSS_SITE_REQUEST));
	}

}

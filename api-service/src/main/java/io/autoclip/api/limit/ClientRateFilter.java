package io.autoclip.api.limit;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import io.autoclip.api.http.FilterOrder;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;

/**
 * Refuses what a client asks for beyond its rate, and tells each how it stands
 * ({@code RateLimit}, {@code RateLimit-Policy}: draft-ietf-httpapi-ratelimit-headers-10).
 * Health and the pages' own files are not counted. While Redis is away nothing is: most
 * requests then end as soon as they need it, and what needs it not may be read.
 */
@Component
@Order(FilterOrder.CLIENT_RATE)
class ClientRateFilter extends OncePerRequestFilter {

	private static final Pattern NOT_COUNTED = Pattern.compile("/livez|/readyz|/(assets|swagger-ui)/[^;]*");

	private final ClientRate rate;

	private final String policy;

	private final HandlerExceptionResolver problems;

	ClientRateFilter(ClientRate rate, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		this.rate = rate;
		this.policy = "\"client\";q=" + rate.burst() + ";w=" + ClientRate.BURST_SECONDS;
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.rate.isLimited() || NOT_COUNTED.matcher(path(request)).matches();
	}

	private static String path(HttpServletRequest request) {
		return request.getRequestURI().substring(request.getContextPath().length());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<ConsumptionProbe> counted = this.rate.count(ClientKey.of(request.getRemoteAddr()));
		counted.ifPresent((probe) -> tell(probe, response));
		if (counted.isEmpty() || counted.get().isConsumed()) {
			chain.doFilter(request, response);
			return;
		}
		long wait = seconds(counted.get().getNanosToWaitForRefill());
		response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, wait)));
		this.problems.resolveException(request, response, null, new ProblemException(ProblemCode.TOO_MANY_REQUESTS));
	}

	private void tell(ConsumptionProbe probe, HttpServletResponse response) {
		response.setHeader("RateLimit-Policy", this.policy);
		response.setHeader("RateLimit", "\"client\";r=" + Math.max(0, probe.getRemainingTokens()) + ";t="
				+ seconds(probe.getNanosToWaitForReset()));
	}

	/** Rounded up: who comes at this second must not come too early. */
	private static long seconds(long nanos) {
		return Duration.ofNanos(nanos).plusNanos(999_999_999).toSeconds();
	}

}

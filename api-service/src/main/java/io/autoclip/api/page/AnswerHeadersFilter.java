package io.autoclip.api.page;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import io.autoclip.api.header.AnswerHeaders;
import io.autoclip.api.header.ContentPolicy;
import io.autoclip.api.http.FilterOrder;
import io.autoclip.api.video.FileOrigin;

/**
 * Tells browsers what they may do with each answer. The pages play files from the object
 * storage, whose address depends on the host that the request came to.
 */
@Component
@Order(FilterOrder.ANSWER_HEADERS)
class AnswerHeadersFilter extends OncePerRequestFilter {

	private final FileOrigin files;

	AnswerHeadersFilter(FileOrigin files) {
		this.files = files;
	}

	/**
	 * What was set before an error may have been taken back with the rest of the answer.
	 */
	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		AnswerHeaders.set(response, policy(request));
		chain.doFilter(request, response);
	}

	private ContentPolicy policy(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return (path.equals("/docs") || path.startsWith("/swagger-ui/")) ? ContentPolicy.swagger()
				: ContentPolicy.pages(this.files.of(request));
	}

}

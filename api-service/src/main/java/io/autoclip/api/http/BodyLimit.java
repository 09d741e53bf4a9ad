package io.autoclip.api.http;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;

/**
 * Refuses bodies over 64 KiB, or 256 KiB for a batch of links: by their declared length
 * before a byte of them is read, else as soon as they pass it. The parser reads from the
 * stream, so no more of a body is ever in memory.
 */
@Component
@Order(FilterOrder.BODY_LIMIT)
public class BodyLimit extends OncePerRequestFilter {

	/** The largest body, in bytes. */
	public static final int MAX_BYTES = 64 * 1024;

	/** The largest body of 100 links at once. */
	private static final int MAX_BATCH_BYTES = 256 * 1024;

	private static final String BATCH = "/tasks/batch";

	private final HandlerExceptionResolver problems;

	BodyLimit(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		int most = request.getRequestURI().endsWith(BATCH) ? MAX_BATCH_BYTES : MAX_BYTES;
		if (request.getContentLengthLong() > most) {
			this.problems.resolveException(request, response, null, tooLarge());
			return;
		}
		chain.doFilter(new LimitedRequest(request, most), response);
	}

	private static ProblemException tooLarge() {
		return new ProblemException(ProblemCode.BODY_TOO_LARGE);
	}

	private static final class LimitedRequest extends HttpServletRequestWrapper {

		private final int most;

		LimitedRequest(HttpServletRequest request, int most) {
			super(request);
			this.most = most;
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			return new LimitedStream(super.getInputStream(), this.most);
		}

	}

	private static final class LimitedStream extends ServletInputStream {

		private final ServletInputStream body;

		private final int most;

		private long read;

		LimitedStream(ServletInputStream body, int most) {
			this.body = body;
			this.most = most;
		}

		@Override
		public int read() throws IOException {
			int next = this.body.read();
			count((next >= 0) ? 1 : 0);
			return next;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int count = this.body.read(buffer, offset, length);
			count(Math.max(0, count));
			return count;
		}

		private void count(int bytes) {
			this.read += bytes;
			if (this.read > this.most) {
				throw tooLarge();
			}
		}

		@Override
		public boolean isFinished() {
			return this.body.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.body.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.body.setReadListener(listener);
		}

	}

}

package io.autoclip.api.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers for what goes wrong outside of the controllers, in filters and in the
 * container.
 */
@Hidden
@RestController
class ProblemErrorController implements ErrorController {

	@RequestMapping("${spring.web.error.path:/error}")
	@Nullable ResponseEntity<Problem> error(HttpServletRequest request, HttpServletResponse response) {
		if (response.isCommitted()) { // what is written now would be taken for a part of
										// the answer
			return null;
		}
		ProblemCode code = ProblemCode.of(status(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)));
		Problem problem = Problem.of(code, code.meaning(), path(request), request.getContextPath());
		return ResponseEntity.status(code.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
	}

	/** The container does not know of a prefix that a proxy has stripped. */
	private static String path(HttpServletRequest request) {
		Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		return (path != null) ? request.getContextPath() + path : request.getRequestURI();
	}

	/** Whoever asks for the address of this page itself finds nothing. */
	private static HttpStatusCode status(@Nullable Object status) {
		return HttpStatusCode.valueOf((status instanceof Integer value) ? value : 404);
	}

}

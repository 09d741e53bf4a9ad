package io.autoclip.api.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

import io.autoclip.api.header.AnswerHeaders;
import io.autoclip.api.header.ContentPolicy;

/**
 * Answers for Tomcat itself, which refuses an invalid address before any filter sees it.
 */
class ProblemValve extends ErrorReportValve {

	private final JsonMapper json;

	ProblemValve(JsonMapper json) {
		this.json = json;
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		ProblemCode code = ProblemCode.of(HttpStatusCode.valueOf(response.getStatus()));
		// The address is not repeated: it is what was wrong.
		byte[] body = this.json.writeValueAsBytes(Problem.of(code, code.meaning(), "/"));
		AnswerHeaders.set(response, ContentPolicy.NOTHING);
		try {
			response.setStatus(code.status().value());
			response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			response.setCharacterEncoding(StandardCharsets.UTF_8);
			response.getOutputStream().write(body);
			response.finishResponse();
		}
		catch (IOException ex) {
			getContainer().getLogger().debug("The client has gone", ex);
		}
	}

}

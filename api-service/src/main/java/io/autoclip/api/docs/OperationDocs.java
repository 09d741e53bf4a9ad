package io.autoclip.api.docs;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;

import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

import io.autoclip.api.docs.Examples.Answer;
import io.autoclip.api.docs.Examples.Example;
import io.autoclip.api.problem.Problem;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.Problems;

/**
 * Adds to each operation its examples and the problems that it may answer with.
 */
@Component
class OperationDocs implements OperationCustomizer {

	/**
	 * What the server itself, the door and the limits refuse; every operation needs
	 * Redis, and none is perfect.
	 */
	private static final List<ProblemCode> EVERYWHERE = List.of(ProblemCode.MALFORMED_REQUEST, ProblemCode.UNAUTHORIZED,
			ProblemCode.NOT_ACCEPTABLE, ProblemCode.UNKNOWN_HOST, ProblemCode.TOO_MANY_REQUESTS,
			ProblemCode.STORE_UNAVAILABLE, ProblemCode.INTERNAL_ERROR);

	/** What is refused of what changes something. */
	private static final List<ProblemCode> CHANGING = List.of(ProblemCode.CROSS_SITE_REQUEST,
			ProblemCode.BODY_TOO_LARGE);

	private static final String PROBLEM = org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

	private static final String EVENTS = org.springframework.http.MediaType.TEXT_EVENT_STREAM_VALUE;

	private final Examples examples;

	OperationDocs(Examples examples) {
		this.examples = examples;
	}

	@Override
	public Operation customize(Operation operation, HandlerMethod handler) {
		Example example = this.examples.of(name(handler));
		if (example == null) {
			throw new IllegalStateException("No example in examples.json for " + name(handler));
		}
		ApiResponses responses = new ApiResponses();
		example.responses().forEach((status, answer) -> responses.addApiResponse(status, answer(answer, operation)));
		problems(handler).forEach((code) -> addProblem(responses, code));
		operation.setResponses(responses);
		addParameters(operation, example.parameters());
		if (example.request() != null && operation.getRequestBody() != null) {
			operation.getRequestBody().getContent().values().forEach((body) -> body.setExample(example.request()));
		}
		return operation;
	}

	private static String name(HandlerMethod handler) {
		var annotation = handler.getMethodAnnotation(io.swagger.v3.oas.annotations.Operation.class);
		return (annotation != null) ? annotation.operationId() : handler.getMethod().getName();
	}

	private static Stream<ProblemCode> problems(HandlerMethod handler) {
		Problems own = handler.getMethodAnnotation(Problems.class);
		return Stream
			.of((own != null) ? List.of(own.value()) : List.<ProblemCode>of(), EVERYWHERE,
					handler.hasMethodAnnotation(GetMapping.class) ? List.<ProblemCode>of() : CHANGING)
			.flatMap(List::stream)
			.distinct();
	}

	private static ApiResponse answer(Answer answer, Operation operation) {
		ApiResponse response = new ApiResponse().description(answer.description());
		if (answer.headers() != null) {
			answer.headers().forEach((name, value) -> response.addHeaderObject(name, header(value)));
		}
		if (answer.contentType() != null) {
			MediaType body = new MediaType().example(answer.body());
			if (!answer.contentType().equals(EVENTS)) { // OpenAPI 3.1 has no words for
														// them
				body.schema(schema(answer, operation));
			}
			response.setContent(new Content().addMediaType(answer.contentType(), body));
		}
		return response;
	}

	/**
	 * Springdoc has found out the type of the controller's answer, under whatever status.
	 */
	private static Schema<?> schema(Answer answer, Operation operation) {
		return operation.getResponses()
			.values()
			.stream()
			.filter((found) -> !(answer.body() instanceof String) && found.getContent() != null)
			.flatMap((found) -> found.getContent().values().stream())
			.<Schema<?>>map(MediaType::getSchema)
			.findFirst()
			.orElseGet(OperationDocs::text);
	}

	private static Header header(String value) {
		return new Header().schema(text()).example(value);
	}

	private static Schema<?> text() {
		return new JsonSchema().typesItem("string");
	}

	private static void addProblem(ApiResponses responses, ProblemCode code) {
		String status = String.valueOf(code.status().value());
		ApiResponse response = responses.get(status);
		if (response == null) {
			response = new ApiResponse().description(code.title()).content(new Content());
			responses.addApiResponse(status, response);
		}
		MediaType body = response.getContent().computeIfAbsent(PROBLEM, (type) -> new MediaType().schema(problem()));
		body.addExamples(code.text(),
				new io.swagger.v3.oas.models.examples.Example().summary(code.title()).value(example(code)));
	}

	private static Schema<?> problem() {
		return new JsonSchema().$ref("#/components/schemas/Problem");
	}

	private static Map<String, Object> example(ProblemCode code) {
		Problem problem = Problem.of(code, code.meaning(), "/…");
		return Map.of("type", problem.type(), "title", problem.title(), "status", problem.status(), "detail",
				problem.detail(), "instance", problem.instance(), "code", code.text());
	}

	private static void addParameters(Operation operation, @Nullable Map<String, Object> values) {
		if (operation.getParameters() != null && values != null) {
			for (Parameter parameter : operation.getParameters()) {
				parameter.setExample(values.get(parameter.getName()));
			}
		}
	}

}

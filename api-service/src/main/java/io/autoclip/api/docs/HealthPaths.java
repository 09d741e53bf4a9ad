package io.autoclip.api.docs;

import java.util.Map;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/**
 * Describes the addresses of health, which the actuator answers.
 */
@Component
class HealthPaths implements OpenApiCustomizer {

	@Override
	public void customise(OpenAPI api) {
		api.path("/livez", path("getLiveness", "Is it alive?", "503 asks for a restart. Looks at nothing outside."));
		api.path("/readyz", path("getReadiness", "Can it serve?",
				"503 as long as Redis is away or does not keep what it is told. The broker is only a detail."));
	}

	private static PathItem path(String name, String summary, String description) {
		return new PathItem().get(new Operation().operationId(name)
			.addTagsItem("Operation")
			.summary(summary)
			.description(description)
			.responses(new ApiResponses().addApiResponse("200", status("Yes.", "UP"))
				.addApiResponse("503", status("No.", "DOWN"))));
	}

	private static ApiResponse status(String meaning, String status) {
		MediaType body = new MediaType().schema(new JsonSchema().typesItem("object")).example(Map.of("status", status));
		return new ApiResponse().description(meaning).content(new Content().addMediaType("application/json", body));
	}

}

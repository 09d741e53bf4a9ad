package io.autoclip.api.docs;

import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.ExternalDocumentation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import io.autoclip.api.problem.Problem;

/**
 * The API description at {@code /openapi.json}: springdoc reads the controllers, the
 * examples come from {@code examples.json}, the problems from {@code @Problems}.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	private static final String TOKEN = "token";

	@Bean
	OpenAPI openApi() {
		return new OpenAPI()
			.info(new Info().title("AutoClip")
				.version("1")
				.description("Give it a link to a video: it downloads, stores, shows and shares it.")
				.license(new License().name("MIT").url("https://opensource.org/license/mit")))
			.externalDocs(new ExternalDocumentation().description("All problems and failures, with remedies")
				.url(relative(Problem.PAGE)))
			.servers(List.of(new Server().url("./")))
			.components(new Components().addSecuritySchemes(TOKEN,
					new SecurityScheme().type(SecurityScheme.Type.HTTP)
						.scheme("bearer")
						.description("The token of AUTOCLIP_TOKEN, where one is set.")))
			.security(List.of(new SecurityRequirement(), new SecurityRequirement().addList(TOKEN)))
			.tags(List.of(tag("Tasks", "Give it a link, follow what becomes of it."),
					tag("Previews", "What is behind a link, before it is downloaded."),
					tag("Events", "What happens to tasks, as server-sent events."),
					tag("Videos", "The library of stored videos."),
					tag("Clips", "Parts of stored videos, and where their scenes change."),
					tag("Original", "The addresses of the original AutoClip, for its clients."),
					tag("Operation", "How AutoClip itself is.")));
	}

	/**
	 * Springdoc reads types with Jackson 2, which knows nothing of the settings of
	 * Jackson 3.
	 */
	@Bean
	@Order(0)
	ModelResolver modelResolver() {
		ObjectMapper names = Json31.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
		return new ModelResolver(names).openapi31(true);
	}

	@Bean
	OpenApiCustomizer problemSchema() {
		return (api) -> ModelConverters.getInstance(true)
			.read(Problem.class)
			.forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
	}

	/** The description is told to everybody alike, under whatever path prefix. */
	private static String relative(String path) {
		return "." + path;
	}

	private static Tag tag(String name, String description) {
		return new Tag().name(name).description(description);
	}

}

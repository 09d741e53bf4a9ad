package io.autoclip.api.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The examples of the API description, by the name of the operation. A test sends each of
 * them and compares the answer.
 */
@Component
class Examples {

	private final Map<String, Example> examples;

	Examples(JsonMapper json) {
		try (InputStream file = new ClassPathResource("examples.json", Examples.class).getInputStream()) {
			this.examples = json.readValue(file, new TypeReference<Map<String, Example>>() {
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Nullable Example of(String operation) {
		return this.examples.get(operation);
	}

	/**
	 * The examples of one operation.
	 *
	 * @param parameters an example of each parameter, by name
	 * @param request a body to send, if the operation takes one
	 * @param responses an answer for each status of success
	 */
	record Example(@Nullable Map<String, Object> parameters, @Nullable Object request, Map<String, Answer> responses) {

	}

	/**
	 * An answer.
	 *
	 * @param description what it says
	 * @param contentType its media type; absent if it has no body
	 * @param headers headers that matter
	 * @param body the body: a JSON value, or a text for other types
	 */
	record Answer(String description, @Nullable String contentType, @Nullable Map<String, String> headers,
			@Nullable Object body) {

	}

}

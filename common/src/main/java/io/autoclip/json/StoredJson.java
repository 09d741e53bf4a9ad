package io.autoclip.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one JSON dialect of everything that AutoClip stores or sends to itself: snake_case
 * names, RFC 3339 times in UTC, durations in ISO 8601, absent instead of null. It does
 * not depend on any service's own settings, and it ignores fields that it does not know,
 * so that a newer writer does not break an older reader. Nor does an older writer break a
 * newer reader: a number that is absent is 0, a boolean false.
 */
public final class StoredJson {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.build();

	private StoredJson() {
	}

	/**
	 * Writes a value.
	 * @param value the value, usually a record
	 * @return its JSON on one line
	 */
	public static String write(Object value) {
		return MAPPER.writeValueAsString(value);
	}

	/**
	 * Reads a value.
	 * @param <T> the type to read
	 * @param json the JSON text
	 * @param type the type to read
	 * @return the value
	 * @throws JacksonException if the text is not JSON, does not fit the type or is a
	 * JSON {@code null}
	 */
	public static <T> T read(String json, Class<T> type) {
		T value = MAPPER.readValue(json, type);
		if (value == null) {
			throw DatabindException.from((JsonParser) null, "There is no value, but a JSON null");
		}
		return value;
	}

}

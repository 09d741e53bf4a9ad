package io.autoclip.api.docs;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Describes what may be null or absent, which swagger-core does not read from JSpecify's
 * {@code @Nullable}: every name of a record is always there, and null if it is not known;
 * unless the record leaves such names out.
 */
@Component
class NullableNames implements ModelConverter {

	@Override
	public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
			Iterator<ModelConverter> chain) {
		Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
		Class<?> described = Json31.mapper().constructType(type.getType()).getRawClass();
		if (resolved != null && described.isRecord()) {
			describe(described, model(resolved, context));
		}
		return resolved;
	}

	@Override
	public boolean isOpenapi31() {
		return true;
	}

	private static Schema<?> model(Schema<?> schema, ModelConverterContext context) {
		String reference = schema.get$ref();
		if (reference == null) {
			return schema;
		}
		return context.getDefinedModels().getOrDefault(reference.substring(reference.lastIndexOf('/') + 1), schema);
	}

	private static void describe(Class<?> described, Schema<?> model) {
		boolean leftOut = described.isAnnotationPresent(JsonInclude.class);
		for (RecordComponent component : described.getRecordComponents()) {
			String name = new SnakeCaseStrategy().translate(component.getName());
			boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
			if (model.getProperties() != null && model.getProperties().containsKey(name)) {
				describe(model, name, nullable, leftOut);
			}
		}
	}

	private static void describe(Schema<?> model, String name, boolean nullable, boolean leftOut) {
		if (!nullable || !leftOut) {
			require(model, name);
		}
		if (nullable && !leftOut) {
			model.getProperties().computeIfPresent(name, (same, schema) -> orNull(schema));
		}
	}

	private static void require(Schema<?> model, String name) {
		if (model.getRequired() == null || !model.getRequired().contains(name)) {
			model.addRequiredItem(name);
		}
	}

	private static Schema<?> orNull(Schema<?> schema) {
		if (schema.getTypes() != null) {
			schema.addType("null");
			if (schema.getEnum() != null && !schema.getEnum().contains(null)) {
				schema.addEnumItemObject(null);
			}
			return schema;
		}
		return (schema.get$ref() == null) ? schema
				: new JsonSchema().anyOf(List.of(schema, new JsonSchema().typesItem("null")));
	}

}

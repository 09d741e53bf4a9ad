package io.autoclip.api.problem;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import org.springframework.core.NestedExceptionUtils;

/**
 * Tells a person what is wrong with a body, without repeating more of it than a field's
 * name.
 */
final class UnreadableBody {

	private static final int LONGEST_NAME = 64;

	private UnreadableBody() {
	}

	/**
	 * Explains why a body was not understood.
	 * @param cause what the JSON parser says; absent if there was no body
	 * @return the refusal
	 */
	static ProblemException explain(@Nullable Throwable cause) {
		if (cause != null && NestedExceptionUtils.getMostSpecificCause(cause) instanceof ProblemException refusal) {
			return refusal; // a body that turns out too large while it is parsed
		}
		return switch (cause) {
			case UnrecognizedPropertyException unknown -> new ProblemException(ProblemCode.UNKNOWN_FIELD,
					"The field " + printable(unknown.getPropertyName()) + " is not known.");
			case DatabindException mismatch -> new ProblemException(ProblemCode.INVALID_REQUEST,
					"The body must be a JSON object with the documented fields; it does not fit"
							+ field(mismatch.getPath()) + ".");
			case null, default -> new ProblemException(ProblemCode.MALFORMED_JSON);
		};
	}

	private static String field(List<Reference> path) {
		String name = path.isEmpty() ? null : path.getLast().getPropertyName();
		return (name != null) ? " at the field " + printable(name) : "";
	}

	private static String printable(String name) {
		String clean = name.replaceAll("[^\\p{Alnum}_.-]", "?");
		return (clean.length() <= LONGEST_NAME) ? clean : clean.substring(0, LONGEST_NAME) + "…";
	}

}

package io.autoclip.api.task;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.json.StoredJson;
import io.autoclip.task.IdempotencyKey;

/**
 * Reads the header {@code Idempotency-Key}. A key is its sender's own: the owner, or the
 * address of a client without an account, and it holds for one method and path.
 */
public final class IdempotencyKeys {

	public static final String HEADER = "Idempotency-Key";

	public static final int MAX_LENGTH = 255;

	public static final String DESCRIPTION = """
			Any text of 1 to 255 visible characters, new for each wish and the same when it is sent again.""";

	private IdempotencyKeys() {
	}

	public static @Nullable IdempotencyKey read(@Nullable String header, HttpServletRequest request, String owner,
			Object body) {
		if (header == null) {
			return null;
		}
		if (header.isEmpty() || header.length() > MAX_LENGTH || !header.chars().allMatch((c) -> c > ' ' && c < 127)) {
			throw new ProblemException(ProblemCode.INVALID_IDEMPOTENCY_KEY);
		}
		String scope = String.join(" ", owner, request.getMethod(), request.getRequestURI());
		return IdempotencyKey.of(scope, header, StoredJson.write(body));
	}

}

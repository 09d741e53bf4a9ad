package io.autoclip.api.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.api.http.UtcMillis;
import io.autoclip.api.task.TaskResponse;
import io.autoclip.messaging.DeadLetter;

/**
 * A dead letter as clients see it.
 *
 * @param id its name
 * @param kind what it is
 * @param diedAt when AutoClip gave up on it
 * @param reason why, in a word or a sentence
 * @param task the task, if it is one
 * @param body the first 1,000 characters of the message, if it is one
 */
@Schema(name = "DeadLetter", description = "Something that AutoClip has given up on.")
record DeadLetterResponse(String id, Kind kind, @UtcMillis Instant diedAt, String reason, @Nullable TaskResponse task,
		@Nullable String body) {

	private static final int MAX_BODY = 1000;

	static DeadLetterResponse of(DeadLetter letter, Base base) {
		return switch (letter) {
			case DeadLetter.OfTask dead ->
				new DeadLetterResponse(dead.id(), Kind.TASK, Objects.requireNonNull(dead.task().finishedAt()),
						Objects.requireNonNull(dead.task().error()).code().text(), TaskResponse.of(dead.task(), base),
						null);
			case DeadLetter.OfMessage dead ->
				new DeadLetterResponse(dead.id(), Kind.MESSAGE, dead.diedAt(), dead.reason(), null, text(dead.body()));
		};
	}

	/** What is no text is shown as question marks: it may be anything. */
	private static String text(String base64) {
		String body = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
		return body.substring(0, Math.min(MAX_BODY, body.length())).replaceAll("\\p{Cntrl}", "?");
	}

	/**
	 * What died.
	 */
	enum Kind {

		/** A task that failed for the last time for a cause that may have gone away. */
		TASK,
		/** A message that nobody could read. */
		MESSAGE;

		@JsonValue
		String text() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}

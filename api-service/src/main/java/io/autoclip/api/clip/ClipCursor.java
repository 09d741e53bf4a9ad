package io.autoclip.api.clip;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.clip.ClipId;
import io.autoclip.clip.ClipRepository.Place;

/**
 * Names a place among the clips of a video: what comes in or goes out meanwhile moves
 * nothing.
 */
final class ClipCursor {

	private static final String LIST = "clips:";

	private ClipCursor() {
	}

	static String of(Place place) {
		byte[] text = (LIST + place.millis() + ":" + place.clip()).getBytes(StandardCharsets.US_ASCII);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
	}

	static @Nullable Place read(@Nullable String cursor) {
		if (cursor == null) {
			return null;
		}
		try {
			String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split(":",
					-1);
			if (parts.length == 3) {
				Place place = new Place(Long.parseLong(parts[1]), new ClipId(parts[2]));
				if (of(place).equals(cursor)) {
					return place;
				}
			}
		}
		catch (IllegalArgumentException ex) {
			// Not one of ours: told below, in the same words.
		}
		throw new ProblemException(ProblemCode.INVALID_CURSOR);
	}

}

package io.autoclip.api.video;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.video.StoredFile;
import io.autoclip.video.Video;

/**
 * How large a video's picture is.
 */
enum PictureSize {

	/** At most 320 pixels wide, for many side by side. */
	SMALL,
	/** At most 1280 pixels wide or high, for the page of one video. */
	LARGE;

	/**
	 * Reads a size.
	 * @param text as clients write it
	 * @return the size
	 * @throws ProblemException if there is no such size
	 */
	static PictureSize read(String text) {
		return Stream.of(values())
			.filter((size) -> size.name().toLowerCase(Locale.ROOT).equals(text))
			.findFirst()
			.orElseThrow(() -> new ProblemException(ProblemCode.INVALID_PARAMETER, "The size is small or large."));
	}

	Optional<StoredFile> of(Video video) {
		return (this == SMALL) ? video.smallPicture() : video.picture();
	}

}

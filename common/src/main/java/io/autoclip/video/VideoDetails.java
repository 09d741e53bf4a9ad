package io.autoclip.video;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import io.autoclip.json.StoredJson;

/**
 * What a video's file is made of. It stands among the details of the record; what is not
 * known, or was written in another shape, is absent.
 *
 * @param bitRate bits a second of all streams together
 * @param streams at most 20
 * @param chapters the site's, or else the file's
 */
public record VideoDetails(@Nullable Long bitRate, @Nullable List<MediaStream> streams,
		@Nullable List<Chapter> chapters) {

	/** The name of the bit rate among the details. */
	public static final String BIT_RATE = "bit_rate";

	/** The name of the streams among the details. */
	public static final String STREAMS = "streams";

	private static final String CHAPTERS = "chapters";

	/**
	 * Reads the details of a video.
	 * @param video the video
	 * @return what is known
	 */
	public static VideoDetails of(Video video) {
		Map<String, Object> details = video.details();
		Long rate = (details.get(BIT_RATE) instanceof Number number) ? number.longValue() : null;
		return new VideoDetails(rate, list(details.get(STREAMS), MediaStream[].class),
				list(details.get(CHAPTERS), Chapter[].class));
	}

	private static <T> @Nullable List<T> list(@Nullable Object value, Class<T[]> type) {
		try {
			return (value != null) ? List.of(StoredJson.read(StoredJson.write(value), type)) : null;
		}
		catch (JacksonException | NullPointerException ex) {
			return null;
		}
	}

}

package io.autoclip.video;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

import org.jspecify.annotations.Nullable;

import io.autoclip.json.StoredJson;

/**
 * Writes the record of a video for Redis, which holds all of them in memory: at most 4
 * KB. What does not fit stays in the storage: the whole record as {@code video.json}, all
 * that the site told as {@code info.json}.
 */
public final class VideoBrief {

	/** The largest record, in bytes. */
	public static final int MAX_BYTES = 4096;

	private static final int TITLE_BYTES = 500;

	private static final int NAME_BYTES = 200;

	private static final int DESCRIPTION_BYTES = 600;

	private static final String DESCRIPTION = "description";

	private VideoBrief() {
	}

	/**
	 * Writes a record.
	 * @param video the video
	 * @return its JSON: whole if it fits, else with shortened texts and without the
	 * largest of its details
	 */
	public static String write(Video video) {
		String whole = StoredJson.write(video);
		return (bytes(whole) <= MAX_BYTES) ? whole : StoredJson.write(shortened(video));
	}

	private static Video shortened(Video video) {
		Video bare = with(video, Map.of());
		int left = MAX_BYTES - bytes(StoredJson.write(bare));
		Map<String, Object> details = new HashMap<>();
		for (Entry<String, Object> detail : smallestFirst(video.details())) {
			int size = bytes(StoredJson.write(Map.of(detail.getKey(), detail.getValue())));
			if (size <= left) {
				left -= size;
				details.put(detail.getKey(), detail.getValue());
			}
		}
		return with(video, details);
	}

	/** But for the description, which is cut so that it has its place. */
	private static List<Entry<String, Object>> smallestFirst(Map<String, Object> details) {
		return details.entrySet()
			.stream()
			.filter((detail) -> detail.getValue() != null)
			.map((detail) -> DESCRIPTION.equals(detail.getKey()) ? Map.entry(DESCRIPTION, excerpt(detail.getValue()))
					: detail)
			.sorted(Comparator.comparing((Entry<String, Object> detail) -> !DESCRIPTION.equals(detail.getKey()))
				.thenComparingInt((detail) -> bytes(StoredJson.write(detail.getValue())))
				.thenComparing(Entry::getKey))
			.toList();
	}

	private static Object excerpt(Object description) {
		String text = description.toString();
		String cut = cut(text, DESCRIPTION_BYTES);
		return (cut.length() < text.length()) ? cut.strip() + "…" : text;
	}

	private static Video with(Video video, Map<String, Object> details) {
		return new Video(video.schema(), video.id(), video.owner(), video.prefix(), cut(video.title(), TITLE_BYTES),
				video.url(), cut(video.extractor(), NAME_BYTES), cutOrNull(video.uploader()), video.duration(),
				video.width(), video.height(), video.format(), video.media(), video.thumbnail(), video.others(),
				details, video.createdAt(), video.identity());
	}

	private static @Nullable String cutOrNull(@Nullable String name) {
		return (name != null) ? cut(name, NAME_BYTES) : null;
	}

	/** Never in the middle of a character. */
	private static String cut(String text, int most) {
		int end = 0;
		for (int used = 0; end < text.length(); end += Character.charCount(text.codePointAt(end))) {
			used += bytes(StoredJson.write(Character.toString(text.codePointAt(end)))) - 2;
			if (used > most) {
				break;
			}
		}
		return text.substring(0, end);
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}

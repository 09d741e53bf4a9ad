package io.autoclip.video;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

	/** Where there is hardly any room. */
	private static final int FEW_BYTES = 100;

	private static final String DESCRIPTION = "description";

	private static final Pattern ORIGIN = Pattern.compile("(https?://[^/?#]{1,300}).*");

	/** What goes beside the details until the rest fits, the least missed first. */
	private static final List<UnaryOperator<Video>> CUTS = List.of(VideoBrief::withoutDigests,
			(video) -> named(video, FEW_BYTES, FEW_BYTES), (video) -> linked(video, before(video.url(), "#")),
			(video) -> linked(video, before(video.url(), "?")), (video) -> linked(video, origin(video.url())));

	private VideoBrief() {
	}

	/**
	 * Writes a record.
	 * @param video the video
	 * @return its JSON: whole if it fits, else with shortened texts and without the
	 * largest of its details; if its link is so long and its files are so many that they
	 * alone do not fit, without the SHA-256 of all but the media, then without the end of
	 * the link
	 */
	public static String write(Video video) {
		String whole = StoredJson.write(video);
		return (bytes(whole) <= MAX_BYTES) ? whole : StoredJson.write(shortened(video));
	}

	private static Video shortened(Video video) {
		Video bare = detailed(named(video, TITLE_BYTES, NAME_BYTES), Map.of());
		for (UnaryOperator<Video> cut : CUTS) {
			bare = (bytes(StoredJson.write(bare)) <= MAX_BYTES) ? bare : cut.apply(bare);
		}
		int left = MAX_BYTES - bytes(StoredJson.write(bare));
		Map<String, Object> details = new HashMap<>();
		for (Entry<String, Object> detail : smallestFirst(video.details())) {
			int size = bytes(StoredJson.write(Map.of(detail.getKey(), detail.getValue())));
			if (size <= left) {
				left -= size;
				details.put(detail.getKey(), detail.getValue());
			}
		}
		return detailed(bare, details);
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

	private static Video detailed(Video video, Map<String, Object> details) {
		return copy(video, video.url(), video.thumbnail(), video.others(), details);
	}

	private static Video linked(Video video, String url) {
		return copy(video, url, video.thumbnail(), video.others(), video.details());
	}

	private static Video withoutDigests(Video video) {
		StoredFile picture = video.picture().map(VideoBrief::withoutDigest).orElse(null);
		return copy(video, video.url(), picture, video.others().stream().map(VideoBrief::withoutDigest).toList(),
				video.details());
	}

	private static StoredFile withoutDigest(StoredFile file) {
		return new StoredFile(file.name(), file.contentType(), file.size(), "");
	}

	private static Video copy(Video video, String url, @Nullable StoredFile thumbnail, List<StoredFile> others,
			Map<String, Object> details) {
		return new Video(video.schema(), video.id(), video.owner(), video.prefix(), video.title(), url,
				video.extractor(), video.uploader(), video.duration(), video.width(), video.height(), video.format(),
				video.media(), thumbnail, others, details, video.createdAt(), video.identity());
	}

	private static Video named(Video video, int title, int names) {
		return new Video(video.schema(), video.id(), video.owner(), video.prefix(), cut(video.title(), title),
				video.url(), cut(video.extractor(), names), cutOrNull(video.uploader(), names), video.duration(),
				video.width(), video.height(), video.format(), video.media(), video.thumbnail(), video.others(),
				video.details(), video.createdAt(), video.identity());
	}

	private static String before(String url, String sign) {
		int end = url.indexOf(sign);
		return (end >= 0) ? url.substring(0, end) : url;
	}

	private static String origin(String url) {
		Matcher origin = ORIGIN.matcher(url);
		return origin.matches() ? origin.group(1) + "/" : cut(url, FEW_BYTES);
	}

	private static @Nullable String cutOrNull(@Nullable String name, int most) {
		return (name != null) ? cut(name, most) : null;
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

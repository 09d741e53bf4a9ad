package io.autoclip.worker.export;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.autoclip.video.Video;

/**
 * What the names of exported files are made of: folders and a file name, with fields in
 * braces. What a site tells goes into one name; it never makes a folder.
 */
final class ExportTemplate {

	/** Unique by itself. */
	static final String DEFAULT = "{uploader}/{title} [{id}].{ext}";

	private static final String ENDING = ".{ext}";

	private static final String ID = "{id}";

	private static final List<String> FIELDS = List.of("uploader", "title", "date", "year", "id", "extractor", "height",
			"ext");

	private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");

	private static final String UNKNOWN = "Unknown";

	/** Of a site's text, so that an id behind it stays; less if that is too long. */
	private static final int LONGEST_FIELD = 200;

	private final List<String> folders;

	private final String file;

	private ExportTemplate(List<String> folders, String file) {
		this.folders = folders;
		this.file = file;
	}

	/**
	 * Reads a template.
	 * @throws IllegalArgumentException if it is none, with what is wrong with it
	 */
	static ExportTemplate parse(String text) {
		List<String> parts = Arrays.asList(text.split("/", -1));
		parts.forEach(ExportTemplate::check);
		String last = parts.getLast();
		require(last.endsWith(ENDING) && last.length() > ENDING.length(), "it must end with a name and " + ENDING);
		return new ExportTemplate(List.copyOf(parts.subList(0, parts.size() - 1)),
				last.substring(0, last.length() - ENDING.length()));
	}

	private static void check(String part) {
		FIELD.matcher(part)
			.results()
			.map((field) -> field.group(1))
			.forEach((field) -> require(FIELDS.contains(field),
					"there is no field {" + field + "}, only " + FIELDS.stream().collect(Collectors.joining(", "))));
		String words = FIELD.matcher(part).replaceAll("x");
		require(words.indexOf('{') < 0 && words.indexOf('}') < 0, "a brace stands alone");
		require(!words.isEmpty(), "a folder has no name");
		require(SafeName.of(words, SafeName.MAX_BYTES).equals(words) && SafeName.clean(words).equals(words),
				"\"" + part + "\" is no safe name");
	}

	private static void require(boolean right, String wrong) {
		if (!right) {
			throw new IllegalArgumentException("AUTOCLIP_EXPORT_TEMPLATE: " + wrong);
		}
	}

	/** Whether no two videos ever have the same name. */
	boolean isUnique() {
		return this.file.contains(ID);
	}

	/** The same, with the id behind the name. */
	ExportTemplate unique() {
		return isUnique() ? this : new ExportTemplate(this.folders, this.file + " [" + ID + "]");
	}

	/**
	 * Names a video.
	 * @return a relative path below the folder
	 */
	Path name(Video video) {
		Map<String, String> values = values(video);
		String ending = "." + values.get("ext");
		Path path = Path.of("");
		for (String folder : this.folders) {
			path = path.resolve(name(folder, values, SafeName.MAX_BYTES));
		}
		return path.resolve(name(this.file, values, SafeName.MAX_BYTES - SafeName.length(ending)) + ending);
	}

	private static String name(String part, Map<String, String> values, int room) {
		String name;
		int longest = LONGEST_FIELD;
		do {
			name = fill(part, values, longest);
			longest -= 10;
		}
		while (SafeName.length(name) >= room && longest > 0);
		return SafeName.of(name, room);
	}

	private static String fill(String part, Map<String, String> values, int longest) {
		return FIELD.matcher(part)
			.replaceAll((field) -> Matcher
				.quoteReplacement(SafeName.cut(Objects.requireNonNull(values.get(field.group(1))), longest).strip()));
	}

	private static Map<String, String> values(Video video) {
		String date = date(video);
		String format = video.format().matches("[a-z0-9]{1,8}") ? video.format() : "bin";
		return Map.of("uploader", text(video.uploader()), "title", text(video.title()), "date", date, "year",
				date.substring(0, 4), "id", video.id().value(), "extractor", text(video.extractor()), "height",
				(video.height() != null) ? video.height().toString() : UNKNOWN, "ext", format);
	}

	private static String text(@Nullable String told) {
		String clean = (told != null) ? SafeName.clean(told) : "";
		return clean.isEmpty() ? UNKNOWN : clean;
	}

	/** The day on which it came to the site, or else to AutoClip. */
	private static String date(Video video) {
		String told = String.valueOf(video.details().get("upload_date"));
		return told.matches("\\d{8}") ? told.replaceFirst("(....)(..)(..)", "$1-$2-$3")
				: video.createdAt().atOffset(ZoneOffset.UTC).toLocalDate().toString();
	}

}

package io.autoclip.video;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A stored result. The same record stands in Redis and, as {@code video.json}, beside the
 * objects themselves, so that the library can be rebuilt from the bucket.
 *
 * @param schema the version of the record
 * @param id the name of the video
 * @param owner whose it is
 * @param prefix where its objects lie: {@code videos/<video>/<task>.<attempt>/}
 * @param title what the site calls it, or the last part of the link
 * @param url the link
 * @param extractor the yt-dlp extractor that read the site
 * @param uploader who put it on the site, if told
 * @param duration seconds, if known
 * @param width pixels, if there is a picture
 * @param height pixels, if there is a picture
 * @param format the container, for example {@code mp4}
 * @param media the video itself
 * @param thumbnail its picture, if there is one
 * @param others whatever else is stored beside it
 * @param details what else the site told, by yt-dlp's names
 * @param createdAt when it was published
 * @param identity what it was downloaded as, in 64 hexadecimal digits, if that is known
 */
public record Video(int schema, VideoId id, String owner, String prefix, String title, String url, String extractor,
		@Nullable String uploader, @Nullable Double duration, @Nullable Integer width, @Nullable Integer height,
		String format, StoredFile media, @Nullable StoredFile thumbnail, List<StoredFile> others,
		Map<String, Object> details, Instant createdAt, @Nullable String identity) {

	/** The version of the record that this code writes. */
	public static final int SCHEMA = 1;

	/** The name of the smaller picture, for many side by side, among the others. */
	public static final String SMALL_PICTURE = "thumbnail.small.jpg";

	/** The name of the record itself among a video's objects. */
	public static final String RECORD = "video.json";

	/**
	 * Takes a record.
	 * @throws IllegalArgumentException if something is missing that every video has
	 */
	public Video {
		if (Stream.of(id, owner, prefix, title, url, extractor, format, media, others, details, createdAt)
			.anyMatch(Objects::isNull)) {
			throw new IllegalArgumentException("The record lacks something that every video has");
		}
	}

	/**
	 * Returns the unique name that the video is known by: {@code <id>.<format>}.
	 * @return a file name without site text
	 */
	public String fileName() {
		return this.id + "." + this.format;
	}

	/**
	 * Returns the key of one of its objects.
	 * @param file the object
	 * @return the key in the bucket
	 */
	public String key(StoredFile file) {
		return this.prefix + file.name();
	}

	/**
	 * Returns all its objects but the record itself.
	 * @return the media, the picture if there is one, and whatever else is stored
	 */
	public List<StoredFile> files() {
		return Stream.of(Stream.of(this.media), picture().stream(), this.others.stream())
			.flatMap(Function.identity())
			.toList();
	}

	/**
	 * Returns the picture.
	 * @return the thumbnail, if there is one
	 */
	public Optional<StoredFile> picture() {
		return Optional.ofNullable(this.thumbnail);
	}

	/**
	 * Returns the smaller picture.
	 * @return it, or the only one that a video of before has, if there is one
	 */
	public Optional<StoredFile> smallPicture() {
		return this.others.stream().filter((file) -> file.name().equals(SMALL_PICTURE)).findFirst().or(this::picture);
	}

}

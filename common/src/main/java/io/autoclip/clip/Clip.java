package io.autoclip.clip;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.autoclip.video.StoredFile;
import io.autoclip.video.VideoId;

/**
 * A stored part of a video. Times are seconds of the video. The same record stands in
 * Redis and, in {@code clips.json}, beside the objects of its attempt.
 *
 * @param schema the version of the record
 * @param id the name of the clip
 * @param video what it is a part of
 * @param task the task that made it
 * @param prefix where the objects of that task's attempt lie
 * @param name what people call it
 * @param start where its first frame lies
 * @param end where its last frame ends
 * @param duration how long it plays
 * @param requestedStart where it was to begin
 * @param requestedEnd where it was to end
 * @param cut how it was cut
 * @param media the clip itself
 * @param thumbnail its picture, if there is one
 * @param width pixels, if there is a picture
 * @param height pixels, if there is a picture
 * @param createdAt when it was made
 */
public record Clip(int schema, ClipId id, VideoId video, String task, String prefix, String name, double start,
		double end, double duration, double requestedStart, double requestedEnd, Clipping.Cut cut, StoredFile media,
		@Nullable StoredFile thumbnail, @Nullable Integer width, @Nullable Integer height, Instant createdAt) {

	/** The version of the record that this code writes. */
	public static final int SCHEMA = 1;

	/** The name of the record of all clips of an attempt among its objects. */
	public static final String RECORD = "clips.json";

	/** The longest name, in characters. */
	public static final int LONGEST_NAME = 200;

	/**
	 * Takes a record.
	 * @throws IllegalArgumentException if something is missing that every clip has
	 */
	public Clip {
		if (Stream.of(id, video, task, prefix, name, cut, media, createdAt).anyMatch(Objects::isNull)) {
			throw new IllegalArgumentException("The record lacks something that every clip has");
		}
	}

	/**
	 * Returns how the names of a clip's objects begin below the prefix of its attempt.
	 * @param id the clip
	 * @return {@code clip.<id>.}, behind which their extensions stand
	 */
	public static String stem(ClipId id) {
		return "clip." + id + ".";
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
	 * Returns all its objects.
	 * @return the clip itself, and its picture if there is one
	 */
	public List<StoredFile> files() {
		return Stream.concat(Stream.of(this.media), picture().stream()).toList();
	}

	/**
	 * Returns the picture.
	 * @return the thumbnail, if there is one
	 */
	public Optional<StoredFile> picture() {
		return Optional.ofNullable(this.thumbnail);
	}

	/**
	 * Measures it.
	 * @return the bytes of all its objects
	 */
	public long bytes() {
		return files().stream().mapToLong(StoredFile::size).sum();
	}

	/**
	 * Calls it something else.
	 * @param next the name
	 * @return the clip of that name
	 */
	public Clip named(String next) {
		return new Clip(this.schema, this.id, this.video, this.task, this.prefix, next, this.start, this.end,
				this.duration, this.requestedStart, this.requestedEnd, this.cut, this.media, this.thumbnail, this.width,
				this.height, this.createdAt);
	}

}

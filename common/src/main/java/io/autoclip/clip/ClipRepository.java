package io.autoclip.clip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.RedisScript;

import io.autoclip.json.StoredJson;
import io.autoclip.library.LibraryScript;
import io.autoclip.video.VideoId;

/**
 * The clips of the library, in Redis. They come in with the success of their task
 * ({@code save.lua} beside the task's repository) and go with their video; here they are
 * read, renamed and taken out.
 */
public class ClipRepository {

	private static final String LIST = "{autoclip}:clips:";

	private static final String PARTS = "{autoclip}:parts:";

	private static final String SCENES = "{autoclip}:scenes:";

	/** How often a name is set anew because somebody else has set another meanwhile. */
	private static final int MOST_CONFLICTS = 100;

	private static final RedisScript<String> DELETE = LibraryScript.load(ClipRepository.class, "delete.lua",
			String.class);

	private static final RedisScript<String> RESTORE = LibraryScript.load(ClipRepository.class, "restore.lua",
			String.class);

	private static final RedisScript<Long> REPLACE = RedisScript.of("""
			if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
			redis.call('SET', KEYS[1], ARGV[2])
			return 1""", Long.class);

	private final StringRedisTemplate redis;

	ClipRepository(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Looks a clip up.
	 * @param id the clip
	 * @return its record, if there is one
	 */
	public Optional<Clip> find(ClipId id) {
		return Optional.ofNullable(this.redis.opsForValue().get(key(id.value()))).map(ClipRepository::read);
	}

	/**
	 * Lists clips of a video, by where they begin.
	 * @param video the video
	 * @param after only those behind this place; from the first on if absent
	 * @param limit how many at the most
	 * @return their places and records
	 */
	public List<Listed> list(VideoId video, @Nullable Place after, int limit) {
		List<Place> places = places(video, after).limit(limit).toList();
		if (places.isEmpty()) {
			return List.of();
		}
		List<@Nullable String> docs = this.redis.opsForValue()
			.multiGet(places.stream().map((place) -> key(place.clip().value())).toList());
		List<Listed> listed = new ArrayList<>();
		for (int i = 0; docs != null && i < places.size(); i++) {
			String doc = docs.get(i);
			if (doc != null) {
				listed.add(new Listed(places.get(i), read(doc)));
			}
		}
		return listed;
	}

	/** A video has at most 2,000. */
	private Stream<Place> places(VideoId video, @Nullable Place after) {
		double lowest = (after != null) ? after.millis() : 0;
		Set<TypedTuple<String>> found = this.redis.opsForZSet()
			.rangeByScoreWithScores(LIST + video, lowest, Double.POSITIVE_INFINITY);
		return (found != null) ? found.stream().map(Place::of).filter((place) -> place.isBehind(after))
				: Stream.empty();
	}

	/**
	 * Counts the clips of a video.
	 * @param video the video
	 * @return how many there are
	 */
	public long count(VideoId video) {
		return Objects.requireNonNullElse(this.redis.opsForZSet().size(LIST + video), 0L);
	}

	/**
	 * Calls a clip something else.
	 * @param id the clip
	 * @param name the name
	 * @return the clip, if it is there
	 */
	public Optional<Clip> rename(ClipId id, String name) {
		for (int conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
			String before = this.redis.opsForValue().get(key(id.value()));
			if (before == null) {
				return Optional.empty();
			}
			Clip renamed = read(before).named(name);
			Long replaced = this.redis.execute(REPLACE, List.of(key(id.value())), before, StoredJson.write(renamed));
			if (Objects.equals(replaced, 1L)) {
				return Optional.of(renamed);
			}
		}
		throw new IllegalStateException("Clip " + id + " changes faster than it can be renamed");
	}

	/**
	 * Takes a clip out of the library. It is noted where its objects lie until they are
	 * gone.
	 * @param id the clip
	 * @return where they lie, if it was there
	 */
	Optional<String> delete(ClipId id) {
		return Optional.ofNullable(this.redis.execute(DELETE, List.of(key(id.value())), id.value()));
	}

	/**
	 * Tells whether a record of a video's clips or scenes points at what an attempt has
	 * stored.
	 * @param video the video
	 * @param attempt the attempt, as it stands in keys
	 * @return whether one does
	 */
	public boolean isPublished(VideoId video, String attempt) {
		return this.redis.opsForHash().hasKey(PARTS + video, attempt);
	}

	/**
	 * Looks up where it is stored how the scenes of a video change.
	 * @param video the video
	 * @return the record, if they were looked for
	 */
	public Optional<StoredScenes> scenes(VideoId video) {
		return Optional.ofNullable(this.redis.opsForValue().get(SCENES + video))
			.map((doc) -> StoredJson.read(doc, StoredScenes.class));
	}

	/**
	 * Puts what one attempt has made of a video back, when Redis has lost it. Nothing is
	 * overwritten.
	 * @param video the video
	 * @param attempt the attempt, as it stands in keys
	 * @param prefix where its objects lie
	 * @param clips the clips whose objects are there
	 * @param scenes where the scenes are, if it has found those
	 * @return what was done
	 */
	public Restoration restore(VideoId video, String attempt, String prefix, List<Clip> clips,
			@Nullable StoredScenes scenes) {
		List<Part> parts = clips.stream()
			.map((clip) -> new Part(clip.id().value(), millis(clip.start()), clip.bytes(), StoredJson.write(clip)))
			.toList();
		String answer = this.redis.execute(RESTORE, List.of("{autoclip}:video:" + video), video.value(), attempt,
				prefix, StoredJson.write(parts), (scenes != null) ? StoredJson.write(scenes) : "");
		return Restoration.valueOf(Objects.requireNonNull(answer).toUpperCase(Locale.ROOT));
	}

	/**
	 * Tells the place of a time.
	 * @param seconds the time
	 * @return whole milliseconds
	 */
	public static long millis(double seconds) {
		return Math.max(0, Math.round(seconds * 1000));
	}

	private static Clip read(String doc) {
		return StoredJson.read(doc, Clip.class);
	}

	private static String key(String id) {
		return "{autoclip}:clip:" + id;
	}

	/** What {@code restore.lua} reads. */
	private record Part(String id, long start, long bytes, String doc) {

	}

	/**
	 * What became of clips that were to be put back.
	 */
	public enum Restoration {

		/** They were not in the library, and now are. */
		RESTORED,

		/** They were in the library. */
		KNOWN,

		/**
		 * They are not in the library, and their task, which Redis knows, says why; or
		 * they are about to go.
		 */
		LEFT_TO_TASK,

		/** Their video is not in the library. */
		WITHOUT_VIDEO

	}

	/**
	 * A place in the order of a video's clips.
	 *
	 * @param millis where the clip begins
	 * @param clip the clip
	 */
	public record Place(long millis, ClipId clip) {

		static Place of(TypedTuple<String> entry) {
			double start = Objects.requireNonNull(entry.getScore());
			return new Place((long) start, new ClipId(Objects.requireNonNull(entry.getValue())));
		}

		/** As Redis orders them. */
		boolean isBehind(@Nullable Place other) {
			return other == null || this.millis > other.millis
					|| (this.millis == other.millis && this.clip.value().compareTo(other.clip.value()) > 0);
		}

	}

	/**
	 * A clip in a list.
	 *
	 * @param place its place
	 * @param clip the clip
	 */
	public record Listed(Place place, Clip clip) {

	}

}

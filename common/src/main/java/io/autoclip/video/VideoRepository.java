package io.autoclip.video;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
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
import io.autoclip.library.LibraryEntry;
import io.autoclip.library.LibraryScript;

/**
 * The library, in Redis. Videos come in with the success of their task ({@code save.lua}
 * beside the task's repository); here they are read and taken out.
 */
public class VideoRepository {

	private static final String INDEX = "{autoclip}:videos";

	private static final String DELETED = "{autoclip}:deleted";

	private static final String LOST = "{autoclip}:lost";

	private static final RedisScript<String> DELETE = LibraryScript.load(VideoRepository.class, "delete.lua",
			String.class);

	private static final RedisScript<Long> NOTE_LOST = RedisScript.of("""
			local doc = redis.call('GET', KEYS[1])
			if not doc or cjson.decode(doc).prefix ~= ARGV[2] then return 0 end
			return redis.call('SADD', KEYS[2], ARGV[1])""", Long.class);

	private static final RedisScript<String> RESTORE = LibraryScript.load(VideoRepository.class, "restore.lua",
			String.class);

	private final StringRedisTemplate redis;

	VideoRepository(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Looks a video up.
	 * @param id the video
	 * @return its record, if there is one
	 */
	public Optional<Video> find(VideoId id) {
		return Optional.ofNullable(this.redis.opsForValue().get(key(id.value())))
			.map((doc) -> StoredJson.read(doc, Video.class));
	}

	/**
	 * Looks many videos up.
	 * @param ids the videos
	 * @return the records of those that there are, in the same order
	 */
	public List<Video> findAll(List<String> ids) {
		return docs(ids).stream().filter(Objects::nonNull).map((doc) -> StoredJson.read(doc, Video.class)).toList();
	}

	/**
	 * Lists videos, oldest first.
	 * @param after only those published after this position; from the oldest on if absent
	 * @param limit how many at the most
	 * @return their positions and records
	 */
	public List<Listed> oldest(@Nullable Long after, int limit) {
		double lowest = (after == null) ? 0 : after + 1;
		Set<TypedTuple<String>> found = this.redis.opsForZSet()
			.rangeByScoreWithScores(INDEX, lowest, Double.POSITIVE_INFINITY, 0, limit);
		return (found != null) ? listed(found) : List.of();
	}

	private List<Listed> listed(Set<TypedTuple<String>> found) {
		List<Listed> listed = new ArrayList<>();
		Iterator<TypedTuple<String>> entries = found.iterator();
		for (String doc : docs(found.stream().map((entry) -> Objects.requireNonNull(entry.getValue())).toList())) {
			double position = Objects.requireNonNull(entries.next().getScore());
			if (doc != null) {
				listed.add(new Listed((long) position, StoredJson.read(doc, Video.class)));
			}
		}
		return listed;
	}

	private List<@Nullable String> docs(List<String> ids) {
		if (ids.isEmpty()) {
			return List.of();
		}
		List<@Nullable String> docs = this.redis.opsForValue()
			.multiGet(ids.stream().map(VideoRepository::key).toList());
		return (docs != null) ? docs : List.of();
	}

	/**
	 * Takes a video out of the library. Its objects are unpublished from then on.
	 * @return where they lie, if it was there
	 */
	Optional<String> delete(VideoId id) {
		return delete(id.value());
	}

	/**
	 * Takes a video out of the library unless it is pinned, and if there are still as
	 * many as that.
	 * @param moreThan how many videos there must be more than, or -1
	 * @param largerThan the bytes that they must have more than together, or -1
	 * @return where its objects lie, if it was taken out
	 */
	Optional<String> retire(VideoId id, long moreThan, long largerThan) {
		return delete(id.value(), "retire", String.valueOf(moreThan), String.valueOf(largerThan));
	}

	/**
	 * Takes an owner's hold of a video away. With the last one it goes out of the
	 * library.
	 * @param id the video
	 * @param owner whose hold
	 * @return where its objects lie, if it was taken out; {@code not_held} or
	 * {@code held} if others hold it; nothing if it is not there
	 */
	Optional<String> release(VideoId id, String owner) {
		return delete(id.value(), "release", owner);
	}

	private Optional<String> delete(String id, String... condition) {
		List<String> keys = List.of(key(id), INDEX, DELETED, "{autoclip}:pinned", "{autoclip}:library:videos:sums");
		Object[] arguments = Stream.concat(Stream.of(id), Arrays.stream(condition)).toArray();
		return Optional.ofNullable(this.redis.execute(DELETE, keys, arguments));
	}

	/**
	 * Tells whether objects are those of a deleted video and are about to go.
	 * @param prefix where they lie
	 * @return whether they are
	 */
	public boolean isBeingDeleted(String prefix) {
		return this.redis.opsForZSet().score(DELETED, prefix) != null;
	}

	/** Where the objects of deleted videos lie, the first deleted first. */
	List<String> beingDeleted(int limit) {
		Set<String> prefixes = this.redis.opsForZSet().range(DELETED, 0, limit - 1);
		return (prefixes != null) ? List.copyOf(prefixes) : List.of();
	}

	/** None of the objects is there any more. */
	void deleted(String prefix) {
		this.redis.opsForZSet().remove(DELETED, prefix);
	}

	/**
	 * Notes that a video's files have vanished from the storage: nobody is answered with
	 * it any more, and the next download of the same gives it new ones.
	 * @param video the video as it was when they were looked for: if it has new ones
	 * meanwhile, nothing is noted
	 */
	public void noteLost(Video video) {
		this.redis.execute(NOTE_LOST, List.of(key(video.id().value()), LOST), video.id().value(), video.prefix());
	}

	/**
	 * Notes that a video's files are there, after all.
	 * @param id the video
	 */
	public void noteFound(VideoId id) {
		this.redis.opsForSet().remove(LOST, id.value());
	}

	/**
	 * Tells whether a video is in the library, whatever schema its record has.
	 * @param id the video
	 * @return whether it is there
	 */
	public boolean contains(VideoId id) {
		return Boolean.TRUE.equals(this.redis.hasKey(key(id.value())));
	}

	/**
	 * Puts a video that Redis has lost back into the library, as its newest. While its
	 * task is known, nothing was lost: the task has yet to publish it, or it was deleted.
	 * Nor was it while its deletion is under way.
	 * @param id the video
	 * @param doc the record that stands beside its objects
	 * @param entry what it is found by
	 * @param identity what it was downloaded as, if that is known
	 * @param task the name of the task that made it
	 * @return what was done
	 */
	public Restoration restore(VideoId id, String doc, LibraryEntry entry, @Nullable String identity, String task) {
		String answer = this.redis.execute(RESTORE,
				List.of(key(id.value()), "{autoclip}:task:" + task, INDEX, "{autoclip}:sequence", DELETED), id.value(),
				fit(doc), StoredJson.write(entry), (identity != null) ? identity : "");
		return Restoration.valueOf(Objects.requireNonNull(answer).toUpperCase(Locale.ROOT));
	}

	/** Left as it is if it may be, with whatever else stands in it. */
	private static String fit(String doc) {
		boolean fits = doc.getBytes(StandardCharsets.UTF_8).length <= VideoBrief.MAX_BYTES;
		return fits ? doc : VideoBrief.write(StoredJson.read(doc, Video.class));
	}

	private static String key(String id) {
		return "{autoclip}:video:" + id;
	}

	/**
	 * What became of a video that was to be put back.
	 */
	public enum Restoration {

		/** It was not in the library, and now is. */
		RESTORED,

		/** It was in the library; its record was left as it is. */
		KNOWN,

		/**
		 * It is not in the library, and its task, which Redis knows, says why; or its
		 * deletion is under way.
		 */
		LEFT_TO_TASK

	}

	/**
	 * A video in a list.
	 *
	 * @param position its place in the order of publication, unique and growing
	 * @param video the video
	 */
	public record Listed(long position, Video video) {

	}

}

package io.autoclip.video;

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

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.RedisScript;

import io.autoclip.json.StoredJson;

/**
 * The library, in Redis. Videos come in with the success of their task ({@code save.lua}
 * beside the task's repository); here they are read and taken out.
 */
public class VideoRepository {

	private static final String INDEX = "{autoclip}:videos";

	private static final String DELETED = "{autoclip}:deleted";

	private static final RedisScript<String> DELETE = RedisScript
		.of(new ClassPathResource("delete.lua", VideoRepository.class), String.class);

	private static final RedisScript<String> RESTORE = RedisScript
		.of(new ClassPathResource("restore.lua", VideoRepository.class), String.class);

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
	 * Lists videos, newest first.
	 * @param before only those published before this position; from the newest on if
	 * absent
	 * @param limit how many at the most
	 * @return their positions and records
	 */
	public List<Listed> list(@Nullable Long before, int limit) {
		double highest = (before == null) ? Double.POSITIVE_INFINITY : before - 1;
		Set<TypedTuple<String>> found = this.redis.opsForZSet()
			.reverseRangeByScoreWithScores(INDEX, 0, highest, 0, limit);
		if (found == null) {
			return List.of();
		}
		return listed(found);
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
		for (String doc : docs(found)) {
			double position = Objects.requireNonNull(entries.next().getScore());
			if (doc != null) {
				listed.add(new Listed((long) position, StoredJson.read(doc, Video.class)));
			}
		}
		return listed;
	}

	private List<@Nullable String> docs(Set<TypedTuple<String>> entries) {
		if (entries.isEmpty()) {
			return List.of();
		}
		List<String> keys = entries.stream().map((entry) -> key(Objects.requireNonNull(entry.getValue()))).toList();
		List<@Nullable String> docs = this.redis.opsForValue().multiGet(keys);
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
	 * @param task the name of the task that made it
	 * @return what was done
	 */
	public Restoration restore(VideoId id, String doc, String task) {
		String answer = this.redis.execute(RESTORE,
				List.of(key(id.value()), "{autoclip}:task:" + task, INDEX, "{autoclip}:sequence", DELETED), id.value(),
				doc);
		return Restoration.valueOf(Objects.requireNonNull(answer).toUpperCase(Locale.ROOT));
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

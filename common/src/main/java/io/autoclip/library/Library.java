package io.autoclip.library;

import java.util.List;
import java.util.Objects;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

import io.autoclip.json.StoredJson;

/**
 * Finds and counts what is in the lists. What it reads is kept by the steps that make,
 * change and delete tasks and videos.
 */
public class Library {

	@SuppressWarnings("rawtypes")
	private static final RedisScript<List> STATISTICS = LibraryScript.load(Library.class, "stats.lua", List.class);

	@SuppressWarnings("rawtypes")
	private static final RedisScript<List> FIND = LibraryScript.load(Library.class, "find.lua", List.class);

	private static final List<String> KEYS = List.of("{autoclip}:videos");

	private final StringRedisTemplate redis;

	Library(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Counts.
	 * @param statuses the statuses of tasks to count
	 * @return the numbers, of one moment
	 */
	public Statistics statistics(List<String> statuses) {
		List<?> answer = this.redis.execute(STATISTICS, KEYS, statuses.toArray());
		return Statistics.read(statuses, Objects.requireNonNull(answer));
	}

	/**
	 * Finds a page of a list. What it costs does not depend on how long the list is.
	 * @param query which items
	 * @return the page; it may be short, even empty, and yet not be the last
	 */
	public LibraryQuery.Found find(LibraryQuery query) {
		List<?> answer = this.redis.execute(FIND, KEYS, StoredJson.write(query));
		return LibraryQuery.Found.read(Objects.requireNonNull(answer));
	}

}

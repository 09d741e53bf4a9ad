package io.autoclip.library;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

import io.autoclip.json.StoredJson;

/**
 * The library, for tests.
 */
public final class TestLibrary {

	private static final List<String> KEYS = List.of("{autoclip}:library");

	private static final RedisScript<String> PUT = new DefaultRedisScript<>(
			LibraryScript.shared() + "index_item('videos', ARGV[1], ARGV[2], cjson.decode(ARGV[3])) return ''",
			String.class);

	private static final RedisScript<String> REMOVE = new DefaultRedisScript<>(
			LibraryScript.shared() + "forget_item('videos', ARGV[1]) return ''", String.class);

	private static final RedisScript<String> MARK = new DefaultRedisScript<>(
			LibraryScript.shared() + "mark_item('videos', ARGV[1], ARGV[2], ARGV[3] == 'true') return ''",
			String.class);

	private static final RedisScript<String> READ = new DefaultRedisScript<>("""
			local all = {}
			for _, key in ipairs(redis.call('KEYS', '{autoclip}:library:*')) do
			  local type = redis.call('TYPE', key).ok
			  if type == 'zset' then all[key] = cjson.encode(redis.call('ZRANGE', key, 0, -1)) end
			  if type == 'set' then all[key] = cjson.encode(redis.call('SMEMBERS', key)) end
			  if type == 'hash' then
			    local pairs = redis.call('HGETALL', key)
			    for i = 1, #pairs, 2 do
			      local lines = {}
			      for line in pairs[i + 1]:gmatch('[^\\n]+') do lines[#lines + 1] = line end
			      table.sort(lines)
			      all[key .. ' ' .. pairs[i]] = cjson.encode(lines)
			    end
			  end
			end
			return cjson.encode(all)""", String.class);

	private TestLibrary() {
	}

	/** The library in a Redis. */
	public static Library of(StringRedisTemplate redis) {
		return new Library(redis);
	}

	/** All that the indexes hold. */
	public static Map<String, String> content(StringRedisTemplate redis) {
		Map<String, String> all = new TreeMap<>();
		Map<?, ?> read = StoredJson.read(redis.execute(READ, KEYS), Map.class);
		read.forEach((key, value) -> all.put((String) key, (String) value));
		return all;
	}

	static void put(StringRedisTemplate redis, String id, long position, LibraryEntry entry) {
		redis.execute(PUT, KEYS, id, String.valueOf(position), StoredJson.write(entry));
	}

	static void remove(StringRedisTemplate redis, String id) {
		redis.execute(REMOVE, KEYS, id);
	}

	/** The text that an item is found by. */
	static String entry(StringRedisTemplate redis, String id) {
		return String.valueOf(redis.opsForHash().get("{autoclip}:library:videos:entries", id));
	}

	static void mark(StringRedisTemplate redis, String id, String line, boolean present) {
		redis.execute(MARK, KEYS, id, line, String.valueOf(present));
	}

}

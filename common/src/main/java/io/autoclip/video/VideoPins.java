package io.autoclip.video;

import java.util.List;
import java.util.Map;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Which videos are never deleted but by hand. That is no part of a video's record, which
 * never changes: it stands in Redis alone.
 */
public class VideoPins {

	private static final String PINNED = "{autoclip}:pinned";

	private static final RedisScript<Boolean> PIN = RedisScript.of(new ClassPathResource("pin.lua", VideoPins.class),
			Boolean.class);

	private final StringRedisTemplate redis;

	VideoPins(StringRedisTemplate redis) {
		this.redis = redis;
	}

	/**
	 * Pins a video, or takes its pin away. Either may be done again.
	 * @param id the video
	 * @param pinned whether it is to be pinned
	 * @return whether it is in the library
	 */
	public boolean pin(VideoId id, boolean pinned) {
		return Boolean.TRUE.equals(this.redis.execute(PIN, List.of("{autoclip}:video:" + id, PINNED), id.value(),
				pinned ? "SADD" : "SREM"));
	}

	/**
	 * Tells whether a video is pinned.
	 * @param id the video
	 * @return whether it is
	 */
	public boolean isPinned(VideoId id) {
		return Boolean.TRUE.equals(this.redis.opsForSet().isMember(PINNED, id.value()));
	}

	/**
	 * Tells which of some videos are pinned.
	 * @param ids the videos
	 * @return those that are
	 */
	public List<VideoId> pinned(List<VideoId> ids) {
		if (ids.isEmpty()) {
			return List.of();
		}
		Object[] members = ids.stream().map(VideoId::value).toArray();
		Map<Object, Boolean> found = this.redis.opsForSet().isMember(PINNED, members);
		return (found == null) ? List.of()
				: ids.stream().filter((id) -> Boolean.TRUE.equals(found.get(id.value()))).toList();
	}

}

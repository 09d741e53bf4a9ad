package io.autoclip.api.event;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Range;
import org.springframework.data.domain.Range.Bound;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.core.StreamOperations;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * The stream of events in Redis, which keeps about the last 10,000.
 */
@Component
class EventLog {

	static final String KEY = "{autoclip}:events";

	private static final int PAGE = 500;

	private final StreamOperations<String, String, String> stream;

	EventLog(StringRedisTemplate redis) {
		this.stream = redis.opsForStream();
	}

	/**
	 * Returns where the stream ends at this moment.
	 * @return the last entry's place; the start if there is none
	 */
	EventId last() {
		return place(this.stream.reverseRange(KEY, Range.unbounded(), Limit.limit().count(1)));
	}

	/**
	 * Returns where the stream begins at this moment.
	 * @return the first entry's place; the start if there is none
	 */
	EventId first() {
		return place(this.stream.range(KEY, Range.unbounded(), Limit.limit().count(1)));
	}

	/**
	 * Tells whether everything after a place is still there. A place that is further than
	 * the end comes from another life of Redis.
	 * @param seen the place
	 * @return whether nothing after it was dropped
	 */
	boolean reachesBackTo(EventId seen) {
		return (!first().isAfter(seen) || isWhole()) && !seen.isAfter(last());
	}

	/**
	 * Tells whether nothing was ever dropped: then it reaches back to the start, which is
	 * before the first entry. Redis before 7.0 does not tell.
	 */
	private boolean isWhole() {
		Map<String, Object> info = this.stream.info(KEY).getRaw();
		return Objects.equals(info.get("length"), info.get("entries-added"));
	}

	/**
	 * Reads on from a place.
	 * @param seen the place
	 * @return the next events after it, 500 at the most
	 */
	List<TaskEvent> after(EventId seen) {
		Range<String> later = Range.of(Bound.exclusive(seen.toString()), Bound.unbounded());
		List<MapRecord<String, String, String>> found = this.stream.range(KEY, later, Limit.limit().count(PAGE));
		return (found != null) ? found.stream().map(EventLog::event).toList() : List.of();
	}

	static TaskEvent event(MapRecord<?, String, String> entry) {
		return new TaskEvent(EventId.of(entry.getId().getValue()), entry.getValue());
	}

	private static EventId place(@Nullable List<MapRecord<String, String, String>> found) {
		return (found == null || found.isEmpty()) ? EventId.START : EventId.of(found.getFirst().getId().getValue());
	}

}

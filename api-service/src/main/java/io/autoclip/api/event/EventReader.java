package io.autoclip.api.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.stereotype.Component;

/**
 * Reads the event stream once for all clients of this replica, on a thread and a
 * connection of its own. When Redis was away it goes on where it was.
 */
@Component
class EventReader implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(EventReader.class);

	private static final byte[] KEY = EventLog.KEY.getBytes(StandardCharsets.UTF_8);

	/** Short enough for a quick stop, and well below the time-out of a command. */
	private static final StreamReadOptions OPTIONS = StreamReadOptions.empty().block(Duration.ofSeconds(1)).count(500);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final RedisConnectionFactory redis;

	private final EventLog log;

	private final EventHub hub;

	private @Nullable EventId position;

	private volatile @Nullable Thread thread;

	EventReader(RedisConnectionFactory redis, EventLog log, EventHub hub) {
		this.redis = redis;
		this.log = log;
		this.hub = hub;
	}

	private void run() {
		while (isRunning()) {
			try (RedisConnection connection = this.redis.getConnection()) {
				follow(connection);
			}
			catch (DataAccessException | IllegalStateException ex) { // away, or this api
																		// stops
				logger.debug("Events cannot be read now", ex);
				pause();
			}
		}
	}

	private void follow(RedisConnection connection) {
		EventId seen = begin();
		this.hub.follow();
		while (isRunning()) {
			for (ByteRecord entry : read(connection, seen)) {
				TaskEvent event = event(entry);
				this.hub.offer(event);
				seen = event.id();
				this.position = seen;
			}
		}
	}

	@SuppressWarnings("unchecked") // Spring Data takes its one stream as a generic array
	private static List<ByteRecord> read(RedisConnection connection, EventId seen) {
		List<ByteRecord> entries = connection.streamCommands()
			.xRead(OPTIONS, StreamOffset.create(KEY, ReadOffset.from(seen.toString())));
		return (entries != null) ? entries : List.of();
	}

	/**
	 * Clients that were promised every event are sent away if some are lost for this
	 * reader.
	 */
	private EventId begin() {
		EventId before = this.position;
		if (before != null && this.log.reachesBackTo(before)) {
			return before;
		}
		this.hub.closeAll();
		EventId last = this.log.last();
		this.position = last;
		return last;
	}

	private static TaskEvent event(ByteRecord entry) {
		MapRecord<byte[], String, String> text = entry.deserialize(RedisSerializer.byteArray(),
				RedisSerializer.string(), RedisSerializer.string());
		return EventLog.event(text);
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void start() {
		this.thread = Thread.ofPlatform().daemon().name("event-reader").unstarted(this::run);
		this.thread.start();
	}

	@Override
	public void stop() {
		Thread reader = this.thread;
		this.thread = null;
		if (reader != null) {
			reader.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	/** Before the web server, which lets clients in. */
	@Override
	public int getPhase() {
		return 0;
	}

}

package io.autoclip.api.event;

import java.util.Map;

import io.autoclip.redis.TestRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How far the stream of events reaches back.
 */
class EventLogTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private final EventLog log = new EventLog(redis.template());

	private static EventId add() {
		return EventId.of(redis.template().opsForStream().add(EventLog.KEY, Map.of("doc", "{}")).getValue());
	}

	@Test
	void emptyLogReachesBackToTheStart() {
		assertThat(this.log.reachesBackTo(EventId.START)).isTrue();
	}

	/** Who began to read when there was nothing yet has missed nothing. */
	@Test
	void logOfWhichNothingWasDroppedReachesBackToTheStart() {
		add();
		assertThat(this.log.reachesBackTo(EventId.START)).isTrue();
	}

	@Test
	void logThatWasCutReachesBackToItsFirstEntryOnly() {
		EventId dropped = add();
		EventId first = add();
		redis.template().opsForStream().trim(EventLog.KEY, 1);
		assertThat(this.log.reachesBackTo(EventId.START)).isFalse();
		assertThat(this.log.reachesBackTo(dropped)).isFalse();
		assertThat(this.log.reachesBackTo(first)).isTrue();
	}

	@Test
	void placeOfAnotherLifeOfRedisIsNotReached() {
		EventId before = add();
		redis.clear();
		assertThat(this.log.reachesBackTo(before)).isFalse();
	}

}

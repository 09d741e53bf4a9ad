package io.autoclip.api.store;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;

import io.autoclip.redis.TestRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.health.contributor.Health;

import static org.assertj.core.api.Assertions.assertThat;

class StoreHealthTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	/** Some of these may be a second apart on a slow machine, but not all. */
	@Test
	void redisIsNotAskedEachTime() {
		StoreHealth health = new StoreHealth(Objects.requireNonNull(redis.template().getConnectionFactory()));
		Set<Health> answers = Collections.newSetFromMap(new IdentityHashMap<>());
		for (int i = 0; i < 1000; i++) {
			answers.add(health.health());
		}
		assertThat(answers.size()).isLessThan(500);
	}

}

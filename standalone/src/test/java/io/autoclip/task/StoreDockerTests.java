package io.autoclip.task;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import io.autoclip.redis.TestRedis;
import io.autoclip.standalone.servers.Images;
import io.autoclip.standalone.servers.OnDocker;
import io.autoclip.standalone.servers.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tests of the store on the versions of Redis that AutoClip supports.
 */
@OnDocker
@ParameterizedClass
@ValueSource(strings = { Images.REDIS_7, Images.REDIS_8 })
class StoreDockerTests {

	private static RedisServer server;

	StoreDockerTests(String image) {
	}

	@BeforeParameterizedClassInvocation
	static void start(String image) {
		server = new RedisServer(image);
		TestRedis.useServer(server.address());
		LoggerFactory.getLogger("terminal").info("{} is Redis {}", image, server.version());
		assertThat(server.version()).startsWith(image.replace("redis:", "") + ".");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		TestRedis.useOwnServer();
		server.close();
	}

	@Nested
	class Store extends TaskStoreTests {

	}

	/**
	 * A few walks show that this Redis is like the other; that one is walked over at
	 * length.
	 */
	@Nested
	class Model extends TaskModelTests {

		@Override
		@ParameterizedTest
		@ValueSource(longs = { 1, 2, 3, 4, 5 })
		void storeIsAsTheModelSaysAfterEveryStep(long seed) {
			super.storeIsAsTheModelSaysAfterEveryStep(seed);
		}

	}

	@Nested
	class Invariants extends InvariantTests {

	}

	@Nested
	class Fairness extends FairnessTests {

	}

	@Nested
	class Penalties extends PenaltyTests {

	}

	@Nested
	class Following extends FollowingTests {

	}

	@Nested
	class Retentions extends RetentionTests {

	}

	@Nested
	class Upgrades extends UpgradeTests {

	}

}

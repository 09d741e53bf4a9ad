package io.autoclip.task;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.autoclip.redis.TestRedis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The store against a model of it, over random walks: after every step the whole store
 * must be as the model says. Every step draws from a seed of its own, so that a walk that
 * fails can be cut shorter, step by step, for as long as it still fails.
 */
class TaskModelTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final Log logger = LogFactory.getLog(TaskModelTests.class);

	private static final int STEPS = 1000;

	/** A new seed for one more walk at each build; it is printed, and can be set. */
	private static final long SEED = Long.getLong("autoclip.model.seed", System.nanoTime());

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 })
	void storeIsAsTheModelSaysAfterEveryStep(long seed) {
		walk(seed);
	}

	@Test
	void storeIsAsTheModelSaysOnAWalkThatNobodyHasTaken() {
		logger.info("-Dautoclip.model.seed=" + SEED);
		walk(SEED);
	}

	private static void walk(long seed) {
		List<Long> steps = new Random(seed).longs(STEPS).boxed().toList();
		failure(steps).ifPresent((failure) -> {
			List<Long> shortest = ShorterWalk.of(steps, (shorter) -> failure(shorter).isPresent());
			Failure shown = failure(shortest).orElse(failure);
			throw new AssertionError("Seed " + seed + ", shortened to " + shortest.size() + " steps:\n"
					+ String.join("\n", shown.trace()), shown.cause());
		});
	}

	private static Optional<Failure> failure(List<Long> steps) {
		redis.clear();
		TaskWalk walk = new TaskWalk(redis.template());
		try {
			steps.forEach(walk::step);
			walk.finish();
			return Optional.empty();
		}
		catch (AssertionError | RuntimeException ex) {
			return Optional.of(new Failure(walk.trace, ex));
		}
	}

	/** The proof that a failing walk becomes short: only two of its steps matter. */
	@Test
	void walkThatFailsIsShortened() {
		List<Long> steps = new Random(1).longs(1000).boxed().toList();
		List<Long> guilty = List.of(steps.get(123), steps.get(870));
		assertThat(ShorterWalk.of(steps, (shorter) -> shorter.containsAll(guilty))).isEqualTo(guilty);
	}

	private record Failure(List<String> trace, @Nullable Throwable cause) {

	}

}

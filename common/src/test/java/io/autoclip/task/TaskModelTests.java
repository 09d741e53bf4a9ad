package io.autoclip.task;

import java.util.List;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.autoclip.redis.TestRedis;

/**
 * The store against a model of it, over random walks: after every step the whole store
 * must be as the model says. A seed repeats the choices, not the ids: of tasks with equal
 * tags another may come first, so the trace is what to read.
 */
class TaskModelTests {

	@RegisterExtension
	static final TestRedis redis = new TestRedis();

	private static final int STEPS = 500;

	private static final int TRACED = 60;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void storeIsAsTheModelSaysAfterEveryStep(long seed) {
		TaskWalk walk = new TaskWalk(seed, redis.template());
		try {
			for (int i = 0; i < STEPS; i++) {
				walk.step();
			}
			walk.finish();
		}
		catch (AssertionError | RuntimeException ex) {
			List<String> last = walk.trace.subList(Math.max(0, walk.trace.size() - TRACED), walk.trace.size());
			throw new AssertionError("Seed " + seed + ":\n" + String.join("\n", last), ex);
		}
	}

}

package io.autoclip.rounds;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoundsTests {

	private final CountDownLatch done = new CountDownLatch(3);

	private final Rounds rounds = new Rounds("test", Duration.ofMillis(1)) {

		@Override
		protected void round() {
			RoundsTests.this.done.countDown();
			throw new IllegalArgumentException("nobody thought of this");
		}

	};

	@AfterEach
	void stop() {
		this.rounds.stop();
	}

	@Test
	void roundThatFailsIsNotTheLast() throws Exception {
		this.rounds.start();
		assertThat(this.done.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void nothingIsDoneBeforeTheStart() {
		assertThat(this.rounds.isRunning()).isFalse();
		assertThat(this.done.getCount()).isEqualTo(3);
	}

}

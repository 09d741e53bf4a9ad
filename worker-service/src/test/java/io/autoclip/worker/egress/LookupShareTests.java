package io.autoclip.worker.egress;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LookupShareTests {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);

	private final LookupShare share = new LookupShare(this.now::get);

	@Test
	void fourAtOnce() {
		for (int i = 0; i < LookupShare.MOST_AT_ONCE; i++) {
			assertThat(this.share.take()).isTrue();
		}
		assertThat(this.share.take()).isFalse();
		this.share.giveBack();
		assertThat(this.share.take()).isTrue();
	}

	@Test
	void lookupsOnOneThreadShareItsTwoSeconds() {
		assertPatience(2000);
		lookUp(500);
		assertPatience(1500);
		lookUp(1500);
		assertPatience(0);
	}

	@Test
	void whatWasHeldIsForgivenAsTimeGoesBy() {
		lookUp(1800);
		pass(800);
		assertPatience(1000);
		lookUp(100);
		pass(5000);
		assertPatience(2000);
	}

	@Test
	void otherThreadsAreNotConcerned() throws Exception {
		Thread other = Thread.ofPlatform().start(() -> lookUp(2000));
		other.join();
		assertPatience(2000);
	}

	private void lookUp(long millis) {
		pass(millis);
		this.share.held(Duration.ofMillis(millis).toNanos());
	}

	private void pass(long millis) {
		this.now.addAndGet(Duration.ofMillis(millis).toNanos());
	}

	private void assertPatience(long millis) {
		assertThat(Duration.ofNanos(this.share.patience())).isEqualTo(Duration.ofMillis(millis));
	}

}

package io.autoclip.worker.egress;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EgressAccountsTests {

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);

	private final EgressAccounts accounts = new EgressAccounts(this.clock::get);

	@Test
	void accountWhenCounted() {
		this.accounts.counter("a").received(3);
		this.accounts.counter("a").received(4);
		this.accounts.counter("a").connected();
		this.accounts.counter("b").received(9);
		EgressAccount account = this.accounts.counter("a").account();
		assertThat(account.bytes()).isEqualTo(7);
		assertThat(account.connections()).isEqualTo(1);
	}

	@Test
	void forgottenWhenUnusedForAnHour() {
		this.accounts.counter("a").received(3);
		pass(Duration.ofMinutes(61));
		this.accounts.counter("b");
		assertThat(this.accounts.size()).isEqualTo(1);
		assertThat(this.accounts.counter("a").account().bytes()).isZero();
	}

	@Test
	void keptWhenALongTransferGoesOn() {
		EgressAccounts.Counter counter = this.accounts.counter("a");
		for (int i = 0; i < 3; i++) {
			pass(Duration.ofMinutes(59));
			counter.received(1);
			this.accounts.counter("b" + i);
		}
		assertThat(this.accounts.counter("a").account().bytes()).isEqualTo(3);
	}

	@Test
	void instanceDiffersWhenTheProxyIsAnother() {
		String instance = this.accounts.counter("a").account().instance();
		assertThat(new EgressAccounts(this.clock::get).counter("a").account().instance()).isNotEqualTo(instance);
	}

	private void pass(Duration time) {
		this.clock.addAndGet(time.toNanos());
	}

}

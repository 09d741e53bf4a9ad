package io.autoclip.worker.egress;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.autoclip.worker.egress.EgressFixture.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Name servers that do not answer.
 */
@Timeout(120)
class EgressSlowNamesTests {

	private static final int HANGING = 40;

	/** 2 s for the lookup, the rest for a machine that is busy. */
	private static final Duration MOST = Duration.ofMillis(3500);

	private final CountDownLatch asked = new CountDownLatch(HANGING);

	private final CountDownLatch never = new CountDownLatch(1);

	private final EgressFixture fixture = new EgressFixture(this::answer);

	@AfterEach
	void close() throws Exception {
		this.never.countDown();
		this.fixture.close();
	}

	/** The others come to every thread of the proxy, some of them behind a lookup. */
	@Test
	void othersWaitTwoSecondsAtMostWhenManyLookupsHang() throws Exception {
		Origin origin = this.fixture.origin("hello");
		EgressProxy proxy = this.fixture.proxy("quick.example");
		for (int i = 0; i < HANGING; i++) {
			this.fixture.client(proxy)
				.write("GET http://slow%d.example/ HTTP/1.1\r\n%s\r\n\r\n".formatted(i, this.fixture.proof()));
		}
		long start = System.nanoTime();
		ProxyClient[] others = new ProxyClient[NameLookup.MOST_AT_ONCE];
		for (int i = 0; i < others.length; i++) {
			others[i] = this.fixture.client(proxy);
			others[i].write("GET http://quick.example:%d/ HTTP/1.1\r\n%s\r\n\r\n".formatted(origin.port(),
					this.fixture.otherProof()));
		}
		for (ProxyClient other : others) {
			assertThat(other.read(false).body()).isEqualTo("hello");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST);
		assertThat(this.asked.await(10, TimeUnit.SECONDS)).as("every slow name was asked for").isTrue();
	}

	private InetAddress[] answer(String name) {
		if (name.startsWith("slow")) {
			this.asked.countDown();
			await();
		}
		return new InetAddress[] { Host.literal("127.0.0.1") };
	}

	private void await() {
		try {
			this.never.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

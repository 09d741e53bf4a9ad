package io.autoclip.worker.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.autoclip.worker.egress.EgressFixture.Origin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Name servers that do not answer.
 */
@Timeout(120)
class EgressSlowNamesTests {

	/** More than the proxy has threads and the system has lookups. */
	private static final int MANY = 4 * NameLookup.MOST_AT_ONCE;

	/** 2 s for the lookup, the rest for a machine that is busy. */
	private static final Duration MOST = Duration.ofMillis(3500);

	private final AtomicInteger asked = new AtomicInteger();

	private final CountDownLatch never = new CountDownLatch(1);

	private final EgressFixture fixture = new EgressFixture(this::answer);

	private final EgressProxy proxy = this.fixture.proxy("quick.example");

	@AfterEach
	void close() throws Exception {
		this.never.countDown();
		this.fixture.close();
	}

	@Test
	void othersWaitTwoSecondsAtMostWhenLookupsOfManyAttemptsHang() throws Exception {
		for (int i = 0; i < 40; i++) {
			ask("slow" + i + ".example", this.fixture.newcomersProof());
		}
		assertOthersWaitTwoSecondsAtMost();
		assertThat(this.asked).as("every slow name was asked for").hasValue(40);
	}

	@Test
	void othersWaitTwoSecondsAtMostWhenManyLookupsOfOneAttemptHang() throws Exception {
		for (int i = 0; i < MANY; i++) {
			ask("slow" + i + ".example", this.fixture.proof());
		}
		assertOthersWaitTwoSecondsAtMost();
		assertThat(this.asked).hasValueBetween(1, LookupShare.MOST_AT_ONCE);
	}

	/** Each is answered just before it would be given up, and makes room for the next. */
	@Test
	void othersWaitTwoSecondsAtMostWhenManyLookupsOfOneAttemptAreLate() throws Exception {
		for (int i = 0; i < MANY; i++) {
			ask("late" + i + ".example", this.fixture.proof());
		}
		assertOthersWaitTwoSecondsAtMost();
	}

	@Test
	void attemptThatHasUsedUpItsShareIsToldSoAtOnce() throws Exception {
		for (int i = 0; i < LookupShare.MOST_AT_ONCE; i++) {
			ask("slow" + i + ".example", this.fixture.proof());
		}
		Awaitility.await().until(() -> this.asked.get() == LookupShare.MOST_AT_ONCE);
		ProxyClient.Answer answer = ask("quick.example", this.fixture.proof()).read(false);
		assertThat(answer.status()).isEqualTo(502);
		assertThat(answer.egress()).isEqualTo("unresolved");
	}

	/** They come to every thread of the proxy, some of them behind a lookup. */
	private void assertOthersWaitTwoSecondsAtMost() throws Exception {
		Origin origin = this.fixture.origin("hello");
		long start = System.nanoTime();
		List<ProxyClient> others = new ArrayList<>();
		for (int i = 0; i < NameLookup.MOST_AT_ONCE; i++) {
			others.add(ask("quick.example:" + origin.port(), this.fixture.newcomersProof()));
		}
		for (ProxyClient other : others) {
			assertThat(other.read(false).body()).isEqualTo("hello");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST);
	}

	private ProxyClient ask(String host, String proof) throws IOException {
		ProxyClient client = this.fixture.client(this.proxy);
		client.write("GET http://%s/ HTTP/1.1\r\n%s\r\n\r\n".formatted(host, proof));
		return client;
	}

	private InetAddress[] answer(String name) {
		if (!name.startsWith("quick")) {
			this.asked.incrementAndGet();
			await(name.startsWith("late") ? 1800 : 60_000);
		}
		return new InetAddress[] { Host.literal("127.0.0.1") };
	}

	/** The system's resolver cannot be interrupted either. */
	private void await(long millis) {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		boolean over = false;
		while (!over) {
			try {
				over = this.never.await(end - System.nanoTime(), TimeUnit.NANOSECONDS) || System.nanoTime() >= end;
			}
			catch (InterruptedException ex) {
				// Nobody asks it.
			}
		}
	}

}

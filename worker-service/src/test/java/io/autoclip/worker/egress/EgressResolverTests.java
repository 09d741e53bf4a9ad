package io.autoclip.worker.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

class EgressResolverTests {

	private static final EgressTarget SITE = new EgressTarget(Host.of("site.example"), 80, "/");

	private final LookupShare share = new LookupShare(System::nanoTime);

	@Test
	void resolveWhenPublic() throws Exception {
		InetSocketAddress address = resolver((name) -> addresses("8.8.8.8")).resolve(SITE, this.share);
		assertThat(address.getAddress().getHostAddress()).isEqualTo("8.8.8.8");
		assertThat(address.getPort()).isEqualTo(80);
	}

	@Test
	void takesTheFirstAllowedWhenThereAreInnerOnesToo() throws Exception {
		InetSocketAddress address = resolver((name) -> addresses("127.0.0.1", "64:ff9b::808:808", "8.8.8.8", "8.8.4.4"))
			.resolve(SITE, this.share);
		assertThat(address.getAddress().getHostAddress()).isEqualTo("8.8.8.8");
	}

	@Test
	void deniedWhenAllAddressesAreInner() {
		EgressResolver resolver = resolver((name) -> addresses("10.0.0.1", "fd00::1"));
		assertThatExceptionOfType(DeniedAddressException.class).isThrownBy(() -> resolver.resolve(SITE, this.share));
	}

	@Test
	void deniedWhenThePortIsNotOfTheWeb() {
		EgressResolver resolver = resolver((name) -> addresses("8.8.8.8"));
		assertThatExceptionOfType(DeniedAddressException.class)
			.isThrownBy(() -> resolver.resolve(new EgressTarget(SITE.host(), 25, "/"), this.share));
	}

	@Test
	void asksOnceWhenAnswersChange() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		InetSocketAddress address = resolver(
				(name) -> addresses((asked.getAndIncrement() == 0) ? "8.8.8.8" : "127.0.0.1"))
			.resolve(SITE, this.share);
		assertThat(address.isUnresolved()).isFalse();
		assertThat(address.getAddress().getHostAddress()).isEqualTo("8.8.8.8");
		assertThat(asked).hasValue(1);
	}

	@Test
	void asksNobodyWhenTheHostIsAnAddress() {
		EgressResolver resolver = resolver((name) -> fail("asked for " + name));
		assertThatExceptionOfType(DeniedAddressException.class)
			.isThrownBy(() -> resolver.resolve(new EgressTarget(Host.of("[::1]"), 80, "/"), this.share));
	}

	@Test
	void unknownWhenTheNameHasNoAddress() {
		EgressResolver resolver = resolver((name) -> {
			throw new UnknownHostException(name);
		});
		assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> resolver.resolve(SITE, this.share));
	}

	@Test
	void unknownAfterTheDeadlineWhenTheAnswerIsLate() {
		CountDownLatch never = new CountDownLatch(1);
		EgressResolver resolver = resolver((name) -> {
			waitFor(never);
			return addresses("8.8.8.8");
		});
		long start = System.nanoTime();
		assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> resolver.resolve(SITE, this.share));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1900),
				Duration.ofSeconds(4));
	}

	private static EgressResolver resolver(NameLookup.Source source) {
		return new EgressResolver(EgressRules.of(List.of()), new NameLookup(source));
	}

	private static InetAddress[] addresses(String... addresses) {
		return Stream.of(addresses).map(Host::literal).toArray(InetAddress[]::new);
	}

	private static void waitFor(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

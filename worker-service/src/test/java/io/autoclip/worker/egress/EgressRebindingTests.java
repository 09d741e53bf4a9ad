package io.autoclip.worker.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.autoclip.worker.egress.EgressFixture.Origin;
import io.autoclip.worker.egress.ProxyClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names whose answer changes, or that have an inner address among others. The site is at
 * 127.0.0.2, which is allowed here; the canary is at the same port of 127.0.0.1, which is
 * not.
 */
@Timeout(30)
class EgressRebindingTests {

	private static final String SITE = "127.0.0.2";

	private static final String INNER = "127.0.0.1";

	/** What the resolver answers, in order; the last for ever. */
	private List<List<String>> answers = List.of();

	private final AtomicInteger asked = new AtomicInteger();

	private final EgressFixture fixture = new EgressFixture((name) -> answer());

	private Origin site;

	private Origin canary;

	@BeforeEach
	void start() throws Exception {
		this.site = this.fixture.origin(SITE, 0, (exchange) -> EgressFixture.respond(exchange, 200, "hello"));
		this.canary = this.fixture.origin(INNER, this.site.port(),
				(exchange) -> EgressFixture.respond(exchange, 200, "secret"));
	}

	@AfterEach
	void close() throws Exception {
		this.fixture.close();
	}

	@Test
	void connectsToTheAddressThatWasCheckedWhenTheAnswerChanges() throws Exception {
		this.answers = List.of(List.of(SITE), List.of(INNER));
		EgressProxy proxy = proxy();
		assertThat(get(proxy).body()).isEqualTo("hello");
		assertThat(this.asked).hasValue(1);
		for (int i = 0; i < 5; i++) {
			assertThat(get(proxy).egress()).isEqualTo("denied");
			assertThat(connect(proxy).egress()).isEqualTo("denied");
		}
		assertThat(this.canary.requests).isEmpty();
	}

	@Test
	void tunnelsToTheAddressThatWasCheckedWhenTheAnswerChanges() throws Exception {
		this.answers = List.of(List.of(SITE), List.of(INNER));
		ProxyClient client = this.fixture.client(proxy());
		assertThat(client.send("CONNECT " + authority(), this.fixture.proof()).status()).isEqualTo(200);
		assertThat(client.send("GET /", "Host: " + authority()).body()).isEqualTo("hello");
		assertThat(this.asked).hasValue(1);
		assertThat(this.canary.requests).isEmpty();
	}

	@Test
	void keepsToTheSiteOnAConnectionThatLivesOn() throws Exception {
		this.answers = List.of(List.of(SITE), List.of(INNER));
		ProxyClient client = this.fixture.client(proxy());
		for (int i = 0; i < 20; i++) {
			assertThat(client.send("GET http://" + authority() + "/", this.fixture.proof()).body())
				.doesNotContain("secret");
		}
		assertThat(this.canary.requests).isEmpty();
	}

	@Test
	void neverConnectsToTheInnerOneOfSeveralAddresses() throws Exception {
		this.answers = List.of(List.of(INNER, SITE), List.of("::1", INNER, SITE), List.of(SITE, INNER));
		EgressProxy proxy = proxy();
		for (int i = 0; i < 6; i++) {
			assertThat(get(proxy).body()).isEqualTo("hello");
		}
		assertThat(this.canary.requests).isEmpty();
	}

	@Test
	void reachesTheCanaryWhereItIsAllowed() throws Exception {
		this.answers = List.of(List.of(SITE), List.of(INNER));
		EgressProxy proxy = this.fixture.proxy(this.site.authority().replace(INNER, SITE), this.canary.authority());
		assertThat(get(proxy).body()).isEqualTo("hello");
		assertThat(get(proxy).body()).isEqualTo("secret");
		assertThat(this.canary.requests).hasSize(1);
	}

	private EgressProxy proxy() {
		return this.fixture.proxy(SITE + ":" + this.site.port());
	}

	private Answer get(EgressProxy proxy) throws Exception {
		return this.fixture.client(proxy).send("GET http://" + authority() + "/", this.fixture.proof());
	}

	private Answer connect(EgressProxy proxy) throws Exception {
		return this.fixture.client(proxy).send("CONNECT " + authority(), this.fixture.proof());
	}

	private String authority() {
		return "rebinding.example:" + this.site.port();
	}

	private InetAddress[] answer() {
		List<String> answer = this.answers.get(Math.min(this.asked.getAndIncrement(), this.answers.size() - 1));
		return answer.stream().map(Host::literal).toArray(InetAddress[]::new);
	}

}

package io.autoclip.worker.egress;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.autoclip.worker.egress.EgressFixture.Origin;
import io.autoclip.worker.egress.ProxyClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What passes and what does not, seen from the client and from the origin.
 */
@Timeout(30)
class EgressProxyTests {

	private final EgressFixture fixture = new EgressFixture(
			Map.of("inner.example", "127.0.0.1", "listed.example", "127.0.0.1"));

	@AfterEach
	void close() throws Exception {
		this.fixture.close();
	}

	@Test
	void passesWhenAllowed() throws Exception {
		Origin origin = this.fixture.origin("hello");
		ProxyClient client = this.fixture.client(this.fixture.proxy(origin.authority()));
		Answer answer = client.send("GET " + origin.url("/a?b=c"), this.fixture.proof());
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("hello");
		assertThat(answer.headers()).doesNotContainKeys("via", "x-autoclip-egress");
	}

	@Test
	void passesOnOnlyWhatConcernsTheOrigin() throws Exception {
		Origin origin = this.fixture.origin("hello");
		ProxyClient client = this.fixture.client(this.fixture.proxy(origin.authority()));
		for (int i = 0; i < 2; i++) {
			client.send("GET " + origin.url("/"), this.fixture.proof(), "Host: elsewhere.example", "X-Own: kept",
					"Proxy-Connection: keep-alive", "Connection: Upgrade", "Upgrade: websocket");
		}
		assertThat(origin.requests).hasSize(2).allSatisfy((headers) -> {
			assertThat(headers).containsEntry("Host", List.of(origin.authority()));
			assertThat(headers).containsEntry("X-own", List.of("kept"));
			assertThat(headers).containsOnlyKeys("Host", "X-own");
		});
	}

	@Test
	void passesABodyWhenPosted() throws Exception {
		Origin origin = this.fixture.origin((exchange) -> EgressFixture.respond(exchange, 200,
				exchange.getRequestMethod() + " " + new String(exchange.getRequestBody().readAllBytes())));
		ProxyClient client = this.fixture.client(this.fixture.proxy(origin.authority()));
		client.write("POST " + origin.url("/") + " HTTP/1.1\r\n" + this.fixture.proof()
				+ "\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
		assertThat(client.read(false).body()).isEqualTo("POST abcde");
	}

	@Test
	void deniedWhenNotAllowed() throws Exception {
		Origin canary = this.fixture.origin("secret");
		EgressProxy proxy = this.fixture.proxy();
		for (String method : List.of("GET ", "HEAD ", "POST ")) {
			assertDenied(this.fixture.client(proxy).send(method + canary.url("/"), this.fixture.proof()));
		}
		assertDenied(this.fixture.client(proxy).send("CONNECT " + canary.authority(), this.fixture.proof()));
		assertThat(canary.requests).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://inner.example:%d/", "http://127.0.0.1.:%d/", "http://127.1:%d/",
			"http://2130706433:%d/", "http://0x7f000001:%d/", "http://0177.0.0.1:%d/", "http://[::ffff:127.0.0.1]:%d/",
			"http://[::1]:%d/", "http://listed.example@127.0.0.1:%d/", "http://0.0.0.0:%d/", "/", "https://a.example/",
			"ws://127.0.0.1:%d/" })
	void deniedHoweverTheAddressIsSpelt(String url) throws Exception {
		Origin canary = this.fixture.origin("secret");
		ProxyClient client = this.fixture.client(this.fixture.proxy("listed.example"));
		assertDenied(client.send("GET " + url.formatted(canary.port()), this.fixture.proof(),
				"Host: listed.example:" + canary.port()));
		assertThat(canary.requests).isEmpty();
	}

	@Test
	void deniedWhenRedirectedToAnotherPort() throws Exception {
		Origin canary = this.fixture.origin("secret");
		Origin origin = this.fixture.origin((exchange) -> {
			exchange.getResponseHeaders().set("Location", canary.url("/"));
			EgressFixture.respond(exchange, 302, "");
		});
		EgressProxy proxy = this.fixture.proxy(origin.authority());
		assertDenied(followRedirect(proxy, origin));
		assertThat(canary.requests).isEmpty();

		EgressProxy openProxy = this.fixture.proxy(origin.authority(), canary.authority());
		assertThat(followRedirect(openProxy, origin).body()).isEqualTo("secret");
		assertThat(canary.requests).as("the canary can be reached").hasSize(1);
	}

	@Test
	void checksEachTargetWhenTheConnectionIsReused() throws Exception {
		Origin origin = this.fixture.origin("hello");
		Origin other = this.fixture.origin("other");
		Origin canary = this.fixture.origin("secret");
		ProxyClient client = this.fixture.client(this.fixture.proxy(origin.authority(), other.authority()));
		assertThat(client.send("GET " + origin.url("/"), this.fixture.proof()).body()).isEqualTo("hello");
		assertThat(client.send("GET " + other.url("/"), this.fixture.proof()).body()).isEqualTo("other");
		assertThat(client.send("GET " + origin.url("/"), this.fixture.proof()).body()).isEqualTo("hello");
		assertDenied(client.send("GET " + canary.url("/"), this.fixture.proof(), "Host: " + origin.authority()));
		assertThat(canary.requests).isEmpty();
	}

	@Test
	void passesEveryRequestWhenTheyFollowQuicklyOnOneConnection() throws Exception {
		Origin origin = this.fixture.origin((exchange) -> EgressFixture.respond(exchange, 200, ""));
		ProxyClient client = this.fixture.client(this.fixture.proxy(origin.authority()));
		for (int i = 0; i < 1000; i++) {
			assertThat(client.send("GET " + origin.url("/"), this.fixture.proof()).status()).isEqualTo(200);
		}
	}

	@Test
	void answersInOrderWhenRequestsArePipelined() throws Exception {
		Origin origin = this.fixture
			.origin((exchange) -> EgressFixture.respond(exchange, 200, exchange.getRequestURI().getPath()));
		Origin other = this.fixture.origin("other");
		ProxyClient client = this.fixture.client(this.fixture.proxy(origin.authority(), other.authority()));
		String end = " HTTP/1.1\r\n" + this.fixture.proof() + "\r\n\r\n";
		client.write("GET " + origin.url("/1") + end + "GET " + other.url("/") + end + "GET " + EgressGate.ACCOUNT_URL
				+ end + "GET " + origin.url("/2") + end);
		assertThat(client.read(false).body()).isEqualTo("/1");
		assertThat(client.read(false).body()).isEqualTo("other");
		assertThat(client.read(false).body()).contains("\"bytes\":7,");
		assertThat(client.read(false).body()).isEqualTo("/2");
	}

	@Test
	void passesWhenTheNameIsListedAndItsAddressIsNot() throws Exception {
		Origin origin = this.fixture.origin("hello");
		ProxyClient client = this.fixture.client(this.fixture.proxy("listed.example"));
		assertThat(client.send("GET http://Listed.Example.:" + origin.port() + "/", this.fixture.proof()).body())
			.isEqualTo("hello");
		assertThat(origin.requests.getFirst()).containsEntry("Host", List.of("listed.example:" + origin.port()));
	}

	@Test
	void unresolvedWhenTheNameIsUnknown() throws Exception {
		EgressProxy proxy = this.fixture.proxy();
		Answer plain = this.fixture.client(proxy).send("GET http://unknown.example/", this.fixture.proof());
		Answer tunnel = this.fixture.client(proxy).send("CONNECT unknown.example:443", this.fixture.proof());
		assertThat(List.of(plain, tunnel)).allSatisfy((answer) -> {
			assertThat(answer.status()).isEqualTo(502);
			assertThat(answer.egress()).isEqualTo("unresolved");
			assertThat(answer.reason()).isEqualTo("Egress Unresolved");
		});
	}

	@Test
	void unreachableWhenNobodyListens() throws Exception {
		Origin gone = this.fixture.origin("");
		gone.close();
		EgressProxy proxy = this.fixture.proxy(gone.authority());
		Answer plain = this.fixture.client(proxy).send("GET " + gone.url("/"), this.fixture.proof());
		Answer tunnel = this.fixture.client(proxy).send("CONNECT " + gone.authority(), this.fixture.proof());
		assertThat(List.of(plain, tunnel)).allSatisfy((answer) -> {
			assertThat(answer.status()).isEqualTo(502);
			assertThat(answer.egress()).isEqualTo("unreachable");
			assertThat(answer.reason()).isEqualTo("Egress Unreachable");
			assertThat(answer.body()).isNotBlank().doesNotContain("127.0.0.1");
		});
	}

	@Test
	void passesAtOnceWhenOthersWaitForADeadOrigin() throws Exception {
		Origin origin = this.fixture.origin("hello");
		String dead = this.fixture.deafOrigin();
		EgressProxy proxy = this.fixture.proxy(origin.authority(), dead);
		for (int i = 0; i < 40; i++) {
			this.fixture.client(proxy)
				.write("GET http://" + dead + "/ HTTP/1.1\r\n" + this.fixture.proof() + "\r\n\r\n");
		}
		long start = System.nanoTime();
		for (int i = 0; i < 20; i++) {
			this.fixture.client(proxy).send("GET " + origin.url("/"), this.fixture.proof());
		}
		assertThat(origin.requests).hasSize(20);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void asksForCredentialsWhenTheyAreMissingOrWrong() throws Exception {
		Origin canary = this.fixture.origin("secret");
		ProxyClient client = this.fixture.client(this.fixture.proxy(canary.authority()));
		String wrong = "Proxy-Authorization: " + new EgressCredentials(null).header("task.1");
		assertUnauthenticated(client.send("GET " + canary.url("/")));
		assertUnauthenticated(client.send("GET " + canary.url("/"), wrong));
		assertUnauthenticated(client.send("CONNECT " + canary.authority()));
		assertThat(canary.requests).isEmpty();
		assertThat(client.send("GET " + canary.url("/"), this.fixture.proof()).status()).isEqualTo(200);
		assertUnauthenticated(client.send("GET " + canary.url("/")));
		assertThat(canary.requests).hasSize(1);
	}

	@Test
	void hidesOurHeaderWhenTheOriginSendsIt() throws Exception {
		Origin origin = this.fixture.origin((exchange) -> {
			exchange.getResponseHeaders().set(EgressAnswer.HEADER, "denied");
			EgressFixture.respond(exchange, 403, "no");
		});
		ProxyClient client = this.fixture.client(this.fixture.proxy(origin.authority()));
		Answer answer = client.send("GET " + origin.url("/"), this.fixture.proof());
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.egress()).isEmpty();
	}

	private Answer followRedirect(EgressProxy proxy, Origin origin) throws Exception {
		ProxyClient client = this.fixture.client(proxy);
		Answer redirect = client.send("GET " + origin.url("/"), this.fixture.proof());
		return client.send("GET " + redirect.headers().get("location"), this.fixture.proof());
	}

	private static void assertDenied(Answer answer) {
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.egress()).isEqualTo("denied");
		assertThat(answer.reason()).isEqualTo("Egress Denied");
		assertThat(answer.body()).doesNotContain("127.0.0.1", "secret");
	}

	private static void assertUnauthenticated(Answer answer) {
		assertThat(answer.status()).isEqualTo(407);
		assertThat(answer.headers()).containsEntry("proxy-authenticate", "Basic realm=\"egress\"");
	}

}

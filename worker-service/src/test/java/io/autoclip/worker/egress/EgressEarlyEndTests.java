package io.autoclip.worker.egress;

import java.io.EOFException;
import java.io.IOException;

import io.autoclip.worker.egress.EgressFixture.Origin;
import io.autoclip.worker.egress.EgressFixture.RawOrigin;
import io.autoclip.worker.egress.ProxyClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The client learns at once how a response ended: whole, too early, or never begun.
 */
@Timeout(20)
class EgressEarlyEndTests {

	private final EgressFixture fixture = new EgressFixture();

	@AfterEach
	void close() throws Exception {
		this.fixture.close();
	}

	@Test
	void wholeWhenTheOriginEndsABodyOfUnknownLengthByClosing() throws Exception {
		assertThat(ask("HTTP/1.1 200 OK\r\n\r\nall of it", false).body()).isEqualTo("all of it");
	}

	@Test
	void wholeWhenTheOriginClosesAfterTheLastByte() throws Exception {
		Answer answer = ask("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc", false);
		assertThat(answer.body()).isEqualTo("abc");
		assertThat(answer.headers()).containsEntry("connection", "close");
	}

	@Test
	void wholeWhenAHintComesFirst() throws Exception {
		RawOrigin origin = this.fixture
			.rawOrigin("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab", false);
		ProxyClient client = this.fixture.client(this.fixture.proxy(origin.authority()));
		assertThat(client.send("GET http://" + origin.authority() + "/", this.fixture.proof()).status()).isEqualTo(103);
		assertThat(client.read(false).body()).isEqualTo("ab");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void cutOffWhenTheOriginClosesInTheMiddle(boolean reset) {
		assertThatExceptionOfType(EOFException.class)
			.isThrownBy(() -> ask("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", reset));
	}

	@Test
	void cutOffWhenTheOriginClosesInTheMiddleOfAChunk() {
		assertThatExceptionOfType(EOFException.class)
			.isThrownBy(() -> ask("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", false));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void unreachableWhenTheOriginClosesWithoutAWord(boolean reset) throws Exception {
		assertThat(ask("", reset).egress()).isEqualTo("unreachable");
	}

	@Test
	void unreachableWhenTheOriginDoesNotSpeakHttp() throws Exception {
		assertThat(ask("220 mail.example ESMTP\r\n\r\n", false).status()).isEqualTo(502);
	}

	@Test
	void cutOffWhenTheOriginChangesTheProtocol() {
		String upgrade = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nraw";
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> ask(upgrade, false));
	}

	@Test
	void closesWhenTheClientAskedForIt() throws Exception {
		Origin origin = this.fixture.origin("hello");
		ProxyClient client = this.fixture.client(this.fixture.proxy(origin.authority()));
		Answer answer = client.send("GET " + origin.url("/"), this.fixture.proof(), "Connection: close");
		assertThat(answer.body()).isEqualTo("hello");
		assertThat(client.isAtEnd()).isTrue();
	}

	@Test
	void passesAgainWhenTheOriginHasClosedAnIdleConnection() throws Exception {
		RawOrigin origin = this.fixture.rawOrigin("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab", false);
		ProxyClient client = this.fixture.client(this.fixture.proxy(origin.authority()));
		for (int i = 0; i < 3; i++) {
			assertThat(client.send("GET http://" + origin.authority() + "/", this.fixture.proof()).body())
				.isEqualTo("ab");
			Thread.sleep(500);
		}
	}

	private Answer ask(String says, boolean reset) throws IOException {
		RawOrigin origin = this.fixture.rawOrigin(says, reset);
		ProxyClient client = this.fixture.client(this.fixture.proxy(origin.authority()));
		return client.send("GET http://" + origin.authority() + "/", this.fixture.proof());
	}

}

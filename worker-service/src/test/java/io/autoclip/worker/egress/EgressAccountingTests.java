package io.autoclip.worker.egress;

import java.io.IOException;

import io.autoclip.worker.egress.EgressFixture.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@Timeout(30)
class EgressAccountingTests {

	private final EgressFixture fixture = new EgressFixture();

	@AfterEach
	void close() throws Exception {
		this.fixture.close();
	}

	@Test
	void accountWhenNothingWasFetched() throws Exception {
		EgressAccount account = egress(this.fixture.proxy()).account(this.fixture.attempt);
		assertThat(account.bytes()).isZero();
		assertThat(account.connections()).isZero();
		assertThat(account.instance()).isNotBlank();
	}

	@Test
	void accountCountsContentWhenPlain() throws Exception {
		Origin origin = this.fixture.origin("x".repeat(300_000));
		EgressProxy proxy = this.fixture.proxy(origin.authority());
		ProxyClient client = this.fixture.client(proxy);
		client.send("GET " + origin.url("/"), this.fixture.proof());
		client.send("GET " + origin.url("/"), this.fixture.proof());
		EgressAccount account = egress(proxy).account(this.fixture.attempt);
		assertThat(account.bytes()).isEqualTo(600_000);
		assertThat(account.connections()).isEqualTo(1);
	}

	@Test
	void accountCountsAllBytesWhenTunnelled() throws Exception {
		String says = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret";
		EgressFixture.RawOrigin origin = this.fixture.rawOrigin(says, false);
		EgressProxy proxy = this.fixture.proxy(origin.authority());
		ProxyClient client = this.fixture.client(proxy);
		assertThat(client.send("CONNECT " + origin.authority(), this.fixture.proof()).status()).isEqualTo(200);
		client.write("GET / HTTP/1.1\r\n\r\n");
		assertThat(client.readRaw(says.length())).isEqualTo(says);
		EgressAccount account = egress(proxy).account(this.fixture.attempt);
		assertThat(account.bytes()).isEqualTo(says.length());
		assertThat(account.connections()).isEqualTo(1);
		assertThat(client.isAtEnd()).isTrue();
	}

	@Test
	void accountIsTheAsksOwnWhenTwoShareAConnection() throws Exception {
		Origin origin = this.fixture.origin("hello");
		EgressProxy proxy = this.fixture.proxy(origin.authority());
		ProxyClient client = this.fixture.client(proxy);
		client.send("GET " + origin.url("/"), this.fixture.proof());
		client.send("GET " + origin.url("/"), this.fixture.otherProof());
		client.send("GET " + origin.url("/"), this.fixture.otherProof());
		Egress egress = egress(proxy);
		assertThat(egress.account(this.fixture.attempt).bytes()).isEqualTo(5);
		assertThat(egress.account(this.fixture.otherAttempt).bytes()).isEqualTo(10);
		assertThat(egress.account(this.fixture.attempt).bytes()).isEqualTo(5);
	}

	@Test
	void accountDoesNotCountWhenNothingCameFromAnOrigin() throws Exception {
		Origin gone = this.fixture.origin("");
		gone.close();
		EgressProxy proxy = this.fixture.proxy(gone.authority());
		this.fixture.client(proxy).send("GET http://127.0.0.1:1/", this.fixture.proof());
		this.fixture.client(proxy).send("GET " + gone.url("/"), this.fixture.proof());
		EgressAccount account = egress(proxy).account(this.fixture.attempt);
		assertThat(account.bytes()).isZero();
		assertThat(account.connections()).isZero();
	}

	@Test
	void accountIsAnothersWhenTheProxyWasRestarted() throws Exception {
		String first = egress(this.fixture.proxy()).account(this.fixture.attempt).instance();
		assertThat(egress(this.fixture.proxy()).account(this.fixture.attempt).instance()).isNotEqualTo(first);
	}

	@Test
	void accountFailsWhenTheProxyIsGoneOrTheKeyIsAnother() throws IOException {
		EgressProxy proxy = this.fixture.proxy();
		Egress stranger = new Egress(proxy.address(), new EgressCredentials(null));
		assertThatIOException().isThrownBy(() -> stranger.account(this.fixture.attempt));
		Egress egress = egress(proxy);
		proxy.close();
		assertThatIOException().isThrownBy(() -> egress.account(this.fixture.attempt));
	}

	@Test
	void proxyUrlNamesTheAttempt() {
		EgressProxy proxy = this.fixture.proxy();
		String user = this.fixture.attempt.toString();
		assertThat(egress(proxy).proxyUrl(this.fixture.attempt)).isEqualTo("http://" + user + ":"
				+ this.fixture.credentials.password(user) + "@127.0.0.1:" + proxy.address().getPort());
	}

	private Egress egress(EgressProxy proxy) {
		return new Egress(proxy.address(), this.fixture.credentials);
	}

}

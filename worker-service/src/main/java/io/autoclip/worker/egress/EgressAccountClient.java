package io.autoclip.worker.egress;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.core.JacksonException;

import io.autoclip.json.StoredJson;

/**
 * Asks the proxy for an attempt's account, over the proxy itself and as the attempt: the
 * same whether it runs in this process or in another.
 */
class EgressAccountClient {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final int OK = 200;

	private final EgressCredentials credentials;

	private final HttpClient client;

	EgressAccountClient(InetSocketAddress proxy, EgressCredentials credentials) {
		this.credentials = credentials;
		this.client = HttpClient.newBuilder().proxy(ProxySelector.of(proxy)).connectTimeout(TIMEOUT).build();
	}

	/**
	 * Asks, for 5 s at most.
	 * @throws IOException if the proxy does not answer, or not as it should
	 */
	EgressAccount account(String user) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(EgressGate.ACCOUNT_URL))
			.timeout(TIMEOUT)
			.header("Proxy-Authorization", this.credentials.header(user))
			.build();
		try {
			return read(this.client.send(request, HttpResponse.BodyHandlers.ofString()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while asking the egress proxy");
		}
	}

	private static EgressAccount read(HttpResponse<String> response) throws IOException {
		if (response.statusCode() != OK) {
			throw new IOException("The egress proxy answered " + response.statusCode());
		}
		try {
			return StoredJson.read(response.body(), EgressAccount.class);
		}
		catch (JacksonException ex) {
			throw new IOException("The egress proxy's account cannot be read", ex);
		}
	}

}

package io.autoclip.management;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ManagementServerTests {

	private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final Map<String, HealthIndicator> indicators = new HashMap<>();

	private final ManagementServer server = server(new ManagementSettings(0, "localhost"));

	private ManagementServer server(ManagementSettings settings) {
		return new ManagementServer(settings, new ManagementPages("a-part", this.meters, () -> this.indicators));
	}

	@BeforeEach
	void start() {
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop();
	}

	@Test
	void metricsAreWrittenForPrometheus() throws Exception {
		this.meters.counter("autoclip.found", "what", "uploads").increment(3);
		HttpResponse<String> answer = get("/metrics");
		assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
		assertThat(answer.body()).contains("autoclip_found_total{what=\"uploads\"} 3.0");
	}

	@Test
	void healthNamesWhatIsAway() throws Exception {
		assertThat(get("/health").body()).contains("\"status\":\"UP\"");
		this.indicators.put("one", () -> Health.up().withDetail("slots", 2).build());
		assertThat(get("/health").statusCode()).isEqualTo(200);
		this.indicators.put("other", () -> Health.down().withDetail("redis", "away").build());
		HttpResponse<String> answer = get("/health");
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.body()).contains("\"status\":\"DOWN\"", "\"redis\":\"away\"", "\"slots\":2");
	}

	@Test
	void infoNamesThePart() throws Exception {
		assertThat(get("/info").body()).contains("\"name\":\"a-part\"", "\"version\":");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/metrics/", "/metricsx", "/health/..", "/env", "/actuator/env" })
	void nothingElseIsTold(String path) throws Exception {
		assertThat(get(path).statusCode()).isEqualTo(404);
	}

	@Test
	void nothingCanBeChanged() throws Exception {
		assertThat(send(request("/health").POST(BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(405);
	}

	@Test
	void failureIsNotTold() throws Exception {
		this.indicators.put("broken", () -> {
			throw new IllegalStateException("a secret");
		});
		assertThat(get("/health").statusCode()).isEqualTo(500);
		assertThat(get("/health").body()).isEmpty();
		assertThat(get("/info").statusCode()).isEqualTo(200);
	}

	@Test
	void withoutAPortNothingListens() {
		ManagementServer silent = server(new ManagementSettings(null, "127.0.0.1"));
		silent.start();
		assertThat(silent.isRunning()).isFalse();
	}

	@Test
	void portThatIsTakenEndsTheStart() throws IOException {
		try (ServerSocket taken = new ServerSocket(0)) {
			ManagementServer second = server(new ManagementSettings(taken.getLocalPort(), "0.0.0.0"));
			assertThatIllegalStateException().isThrownBy(second::start)
				.withMessageContaining("AUTOCLIP_MANAGEMENT_PORT");
		}
	}

	/** TEST-NET-1, RFC 5737: nobody has it. */
	@Test
	void addressOfAnotherMachineEndsTheStart() {
		ManagementServer elsewhere = server(new ManagementSettings(0, "192.0.2.1"));
		assertThatIllegalStateException().isThrownBy(elsewhere::start)
			.withMessageContaining("no address of this machine");
	}

	private HttpResponse<String> get(String path) throws Exception {
		return send(request(path));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.server.port() + path));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(request.build(), BodyHandlers.ofString());
		}
	}

}

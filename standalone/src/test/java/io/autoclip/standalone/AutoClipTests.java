package io.autoclip.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import io.autoclip.standalone.system.Api;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All in one process, as {@code ./run} starts it, with its management port.
 */
class AutoClipTests {

	private static AutoClip autoClip;

	private static Api api;

	private static Api management;

	@BeforeAll
	static void start(@TempDir Path data) throws IOException {
		int port = freePort();
		autoClip = new AutoClip(new StandaloneSettings(data, 0));
		api = new Api(autoClip.start("--server.port=0", "--autoclip.management.port=" + port,
				"--autoclip.worker.scratch=" + data.resolve("scratch")));
		management = new Api(port);
	}

	@AfterAll
	static void stop() {
		autoClip.close();
	}

	@Test
	void managementPortTellsOfBothServices() {
		assertThat(api.get("/info").statusCode()).isEqualTo(200);
		Awaitility.await("the reconciler's first round")
			.until(() -> metrics().contains("autoclip_reconciler_found_total{what=\"scratch\"}"));
		assertThat(metrics()).contains("http_server_requests_seconds_count{", "jvm_memory_used_bytes{")
			.containsOnlyOnce("# TYPE jvm_memory_used_bytes gauge");
	}

	@Test
	void healthTellsOfBothServices() {
		Awaitility.await("a worker that takes tasks").until(() -> management.get("/health").statusCode() == 200);
		HttpResponse<String> health = management.get("/health");
		assertThat(health.body()).contains("\"worker\":{", "\"store\":{");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/metrics", "/health", "/prometheus", "/actuator", "/actuator/health",
			"/actuator/prometheus", "/actuator/metrics" })
	void nothingOfItIsAtThePortOfTheApi(String path) {
		assertThat(api.get(path).statusCode()).isEqualTo(404);
	}

	private static String metrics() {
		return management.get("/metrics").body();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}

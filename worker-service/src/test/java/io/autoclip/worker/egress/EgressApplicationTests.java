package io.autoclip.worker.egress;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import io.autoclip.management.ManagementServer;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class EgressApplicationTests {

	@Test
	void egressTellsOfItselfAtAPortOfItsOwn() throws Exception {
		try (ConfigurableApplicationContext egress = EgressApplication.application()
			.run("--autoclip.management.port=0", "--autoclip.egress.key=a key")) {
			int port = egress.getBean(ManagementServer.class).port();
			assertThat(get(port, "/health")).contains("\"status\":\"UP\"");
			assertThat(get(port, "/info")).contains("\"name\":\"egress\"");
			assertThat(get(port, "/metrics")).contains("jvm_memory_used_bytes");
			int proxy = egress.getBean(EgressProxy.class).address().getPort();
			assertThat(get(proxy, "/metrics")).doesNotContain("jvm_memory");
		}
	}

	private static String get(int port, String path) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
			return client.send(request, BodyHandlers.ofString()).body();
		}
	}

}

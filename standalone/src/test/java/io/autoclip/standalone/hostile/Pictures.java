package io.autoclip.standalone.hostile;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import tools.jackson.databind.JsonNode;

import io.autoclip.standalone.system.Api;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fetches the picture of a video as a browser does.
 */
final class Pictures {

	private Pictures() {
	}

	static byte[] of(Api api, JsonNode video) throws IOException, InterruptedException {
		URI link = URI.create(api.address() + "/videos/" + video.get("id").asString() + "/thumbnail");
		try (HttpClient browser = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
			HttpResponse<byte[]> answer = browser.send(HttpRequest.newBuilder(link).build(),
					BodyHandlers.ofByteArray());
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
			return answer.body();
		}
	}

}

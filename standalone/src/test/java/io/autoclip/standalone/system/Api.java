package io.autoclip.standalone.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A person with curl.
 */
public final class Api {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HttpClient http = HttpClient.newHttpClient();

	private final String address;

	public Api(int port) {
		this("http://localhost:" + port);
	}

	public Api(String address) {
		this.address = address;
	}

	public int port() {
		return URI.create(this.address).getPort();
	}

	public String address() {
		return this.address;
	}

	/** Gives a link and returns the task's id. */
	String submit(String url) {
		return submit(url, "\"force\": false");
	}

	/** Gives a link and says what to make of it, and returns the task's id. */
	String submit(String url, String options) {
		HttpResponse<String> answer = post("/task", "{\"url\": " + JSON.writeValueAsString(url) + ", " + options + "}");
		if (answer.statusCode() != 202) {
			throw new IllegalStateException(answer.statusCode() + " " + answer.body());
		}
		return JSON.readTree(answer.body()).get("id").asString();
	}

	public HttpResponse<String> post(String path, String body) {
		return send(request(path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	/** Gives a link in a way that may be repeated. */
	HttpResponse<String> post(String path, String body, String idempotencyKey) {
		return send(request(path).header("Content-Type", "application/json")
			.header("Idempotency-Key", idempotencyKey)
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	public HttpResponse<String> get(String path) {
		return send(request(path));
	}

	HttpResponse<String> delete(String path) {
		return send(request(path).DELETE());
	}

	public JsonNode json(String path) {
		HttpResponse<String> answer = send(request(path).header("Accept", "application/json"));
		if (answer.statusCode() != 200) {
			throw new IllegalStateException(answer.statusCode() + " " + answer.body());
		}
		return JSON.readTree(answer.body());
	}

	public JsonNode task(String id) {
		return json("/tasks/" + id);
	}

	String status(String id) {
		return task(id).get("status").asString();
	}

	/** Waits until a task has ended, for a minute at most, and returns it. */
	JsonNode end(String id) {
		return end(id, PATIENCE);
	}

	public JsonNode end(String id, Duration patience) {
		return Awaitility.await("the end of task " + id)
			.atMost(patience)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> task(id), (task) -> !task.get("status").asString().matches("queued|running"));
	}

	/** Gives a link, waits for success, and returns the video. */
	public JsonNode video(String url) {
		JsonNode task = end(submit(url));
		if (!"succeeded".equals(task.get("status").asString())) {
			throw new AssertionError("Not succeeded: " + task);
		}
		return json("/videos/" + task.get("video_id").asString());
	}

	/** Gives a link, waits for failure, and returns its code. */
	String failureCode(String url) {
		JsonNode task = end(submit(url));
		if (!"failed".equals(task.get("status").asString())) {
			throw new AssertionError("Not failed: " + task);
		}
		return task.get("error").get("code").asString();
	}

	/** Downloads a video by its presigned link. */
	public byte[] download(String videoId) {
		return downloadFrom("/videos/" + videoId + "/download");
	}

	/** Downloads what an address leads to by a presigned link. */
	byte[] downloadFrom(String path) {
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create(json(path).get("url").asString())).build();
			HttpResponse<byte[]> answer = this.http.send(request, BodyHandlers.ofByteArray());
			if (answer.statusCode() != 200) {
				throw new IllegalStateException("The link answers " + answer.statusCode());
			}
			return answer.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public URI presigned(String videoId) {
		return URI.create(json("/videos/" + videoId + "/download").get("url").asString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.address + path)).timeout(Duration.ofSeconds(30));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package io.autoclip.api.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.autoclip.api.Replica;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads an event stream as a browser does.
 */
public final class EventClient implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient http = HttpClient.newHttpClient();

	private final HttpResponse<InputStream> response;

	private final List<Event> events = new CopyOnWriteArrayList<>();

	private final List<String> comments = new CopyOnWriteArrayList<>();

	private final Thread thread;

	private EventClient(HttpRequest request) throws IOException, InterruptedException {
		this.response = this.http.send(request, BodyHandlers.ofInputStream());
		this.thread = Thread.ofVirtual().start(this::read);
	}

	public static EventClient open(Replica api, String path, String... headers) {
		HttpRequest.Builder request = api.request(path).timeout(Duration.ofSeconds(10));
		try {
			return new EventClient(((headers.length > 0) ? request.headers(headers) : request).build());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public static EventClient resume(Replica api, String path, String lastEventId) {
		return open(api, path, "Last-Event-ID", lastEventId);
	}

	private void read() {
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(this.response.body(), StandardCharsets.UTF_8))) {
			String id = "";
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith("id: ")) {
					id = line.substring(4);
				}
				else if (line.startsWith("data: ")) {
					this.events.add(new Event(id, JSON.readTree(line.substring(6))));
				}
				else if (line.startsWith(":")) {
					this.comments.add(line);
				}
			}
		}
		catch (IOException ex) {
			// The test has closed the connection.
		}
	}

	public HttpResponse<InputStream> response() {
		return this.response;
	}

	public List<Event> events() {
		return new ArrayList<>(this.events);
	}

	public int comments() {
		return this.comments.size();
	}

	/** Waits until there are as many events, and gives them. */
	public List<Event> await(int count) {
		Awaitility.await().untilAsserted(() -> assertThat(this.events).hasSizeGreaterThanOrEqualTo(count));
		return events();
	}

	/** Waits until the server has ended the stream, and gives all events. */
	public List<Event> awaitEnd() {
		Awaitility.await().until(() -> !this.thread.isAlive());
		return events();
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

	/**
	 * One event.
	 */
	public record Event(String id, JsonNode task) {

		public String status() {
			return this.task.get("status").asString();
		}

		public String taskId() {
			return this.task.get("id").asString();
		}

		/** What the event says, in a word and a number. */
		public String brief() {
			JsonNode progress = this.task.get("progress");
			return status() + (progress.isNull() ? "" : " " + progress.get("bytes").asInt());
		}

	}

}

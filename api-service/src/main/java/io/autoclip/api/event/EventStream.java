package io.autoclip.api.event;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * One answer as {@code text/event-stream} (WHATWG HTML, server-sent events): events
 * without a name, each with an id.
 */
final class EventStream {

	/** How long a browser waits before it connects again, in milliseconds. */
	private static final String RETRY = "retry: 2000\n\n";

	private final HttpServletResponse response;

	private boolean open;

	EventStream(HttpServletResponse response) {
		this.response = response;
	}

	/**
	 * Sends the headers at once: the browser calls the stream open from then on.
	 * @throws IOException if the client has gone
	 */
	void open() throws IOException {
		if (!this.open) {
			this.open = true;
			this.response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
			this.response.setCharacterEncoding(StandardCharsets.UTF_8);
			this.response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			this.response.setHeader("X-Accel-Buffering", "no"); // nginx would hold events
																// back
			write(RETRY);
			flush();
		}
	}

	void send(EventId id, String json) throws IOException {
		open();
		write("id: " + id + "\ndata: " + json + "\n\n");
	}

	void heartbeat() throws IOException {
		write(":\n\n");
		flush();
	}

	/**
	 * Answers that there is nothing more to come, which keeps a browser from connecting
	 * again for ever.
	 */
	void refuse() {
		this.response.setStatus(HttpServletResponse.SC_NO_CONTENT);
	}

	boolean isOpen() {
		return this.open;
	}

	void flush() throws IOException {
		this.response.flushBuffer();
	}

	private void write(String text) throws IOException {
		OutputStream body = this.response.getOutputStream();
		body.write(text.getBytes(StandardCharsets.UTF_8));
	}

}

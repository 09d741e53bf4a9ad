package io.autoclip.standalone.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A reverse proxy as a person may put before AutoClip: one port, and AutoClip below a
 * path that it strips. Everything else is a 404.
 */
final class PrefixProxy implements AutoCloseable {

	private static final String PREFIX = "/clips";

	private static final Set<String> OWN = Set.of("host", "connection", "content-length", "transfer-encoding",
			"upgrade", "http2-settings", "expect");

	private final HttpServer server;

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.followRedirects(HttpClient.Redirect.NEVER)
		.build();

	private final String target;

	/** What it answered, as {@code 206 /path bytes 0-1/2}. */
	private final List<String> answers = new CopyOnWriteArrayList<>();

	PrefixProxy(String target) {
		this.target = target;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/", this::refuse);
		this.server.createContext(PREFIX + "/", this::pass);
		this.server.start();
	}

	String address() {
		return "http://localhost:" + this.server.getAddress().getPort() + PREFIX;
	}

	List<String> answers() {
		return List.copyOf(this.answers);
	}

	private void refuse(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.answers.add("404 " + exchange.getRequestURI());
			exchange.sendResponseHeaders(404, -1);
		}
	}

	private void pass(HttpExchange exchange) throws IOException {
		try (exchange) {
			answer(exchange, this.http.send(request(exchange), BodyHandlers.ofInputStream()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private HttpRequest request(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().toString().substring(PREFIX.length());
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.target + path))
			.method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
		exchange.getRequestHeaders().forEach((name, values) -> {
			if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
				values.forEach((value) -> request.header(name, value));
			}
		});
		return request.header("X-Forwarded-Proto", "http")
			.header("X-Forwarded-Host", exchange.getRequestHeaders().getFirst("Host"))
			.header("X-Forwarded-Prefix", PREFIX)
			.header("X-Forwarded-For", exchange.getRemoteAddress().getAddress().getHostAddress())
			.build();
	}

	private void answer(HttpExchange exchange, HttpResponse<InputStream> answer) throws IOException {
		this.answers.add(answer.statusCode() + " " + exchange.getRequestURI().getPath() + " "
				+ answer.headers().firstValue("Content-Range").orElse(""));
		answer.headers().map().forEach((name, values) -> {
			if (!OWN.contains(name)) {
				exchange.getResponseHeaders().put(name, values);
			}
		});
		long length = answer.headers().firstValueAsLong("Content-Length").orElse(0);
		boolean empty = answer.statusCode() == 204 || answer.statusCode() == 304
				|| answer.headers().firstValue("Content-Length").filter("0"::equals).isPresent();
		exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : length);
		try (InputStream from = answer.body()) {
			copy(from, exchange.getResponseBody());
		}
	}

	/** Events must not wait in a buffer. */
	private static void copy(InputStream from, OutputStream to) throws IOException {
		byte[] buffer = new byte[8192];
		int count = from.read(buffer);
		while (count >= 0) {
			to.write(buffer, 0, count);
			to.flush();
			count = from.read(buffer);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.http.shutdownNow();
	}

}

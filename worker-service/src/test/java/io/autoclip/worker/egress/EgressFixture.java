package io.autoclip.worker.egress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import io.autoclip.task.AttemptId;
import io.autoclip.task.TaskId;

/**
 * A proxy, origins on the loopback interface, and clients of two attempts. Close it after
 * each test.
 */
class EgressFixture implements AutoCloseable {

	final AttemptId attempt = new AttemptId(TaskId.random(), 1);

	final AttemptId otherAttempt = new AttemptId(TaskId.random(), 1);

	final EgressCredentials credentials = new EgressCredentials("a key of the test");

	private final List<AutoCloseable> open = new ArrayList<>();

	private final NameLookup.Source names;

	EgressFixture() {
		this(Map.of());
	}

	/** With the names and addresses that the proxy's resolver knows. */
	EgressFixture(Map<String, String> names) {
		this((name) -> {
			if (!names.containsKey(name)) {
				throw new UnknownHostException(name);
			}
			return new InetAddress[] { InetAddress.getByName(names.get(name)) };
		});
	}

	EgressFixture(NameLookup.Source names) {
		this.names = names;
	}

	EgressProxy proxy(String... allow) {
		EgressSettings settings = new EgressSettings(List.of(allow), "127.0.0.1", 0, null, null);
		return closing(EgressProxy.start(settings, this.credentials, new NameLookup(this.names)));
	}

	ProxyClient client(EgressProxy proxy) throws IOException {
		return closing(new ProxyClient(proxy.address()));
	}

	/** The header line that proves who asks. */
	String proof() {
		return "Proxy-Authorization: " + this.credentials.header(this.attempt.toString());
	}

	String otherProof() {
		return "Proxy-Authorization: " + this.credentials.header(this.otherAttempt.toString());
	}

	/** Of an attempt that nobody else is. */
	String newcomersProof() {
		return "Proxy-Authorization: " + this.credentials.header(new AttemptId(TaskId.random(), 1).toString());
	}

	/** An origin that answers every path in one way and remembers what it was asked. */
	Origin origin(HttpHandler handler) throws IOException {
		return origin("127.0.0.1", 0, handler);
	}

	Origin origin(String address, int port, HttpHandler handler) throws IOException {
		return closing(new Origin(HttpServer.create(new InetSocketAddress(address, port), 0), handler));
	}

	Origin origin(String body) throws IOException {
		return origin((exchange) -> respond(exchange, 200, body));
	}

	/** An origin that says the same on every connection, then closes it. */
	RawOrigin rawOrigin(String says, boolean reset) throws IOException {
		RawOrigin origin = closing(new RawOrigin(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))));
		Thread.ofVirtual().start(() -> origin.serve(says, reset));
		return origin;
	}

	/** An origin whose queue of connections is full: it answers no further one. */
	String deafOrigin() throws IOException {
		ServerSocket server = closing(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
		for (int i = 0; i < 4; i++) {
			Socket filler = closing(new Socket());
			try {
				filler.connect(server.getLocalSocketAddress(), 200);
			}
			catch (SocketTimeoutException ex) {
				return "127.0.0.1:" + server.getLocalPort();
			}
		}
		throw new IllegalStateException("The queue does not fill up");
	}

	static void respond(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		try (var out = exchange.getResponseBody()) {
			out.write(bytes);
		}
	}

	@Override
	public void close() throws Exception {
		for (AutoCloseable closeable : this.open.reversed()) {
			closeable.close();
		}
	}

	private <T extends AutoCloseable> T closing(T closeable) {
		this.open.add(closeable);
		return closeable;
	}

	/**
	 * An HTTP origin.
	 */
	static class Origin implements AutoCloseable {

		/** The headers of each request, in order. */
		final List<Map<String, List<String>>> requests = new CopyOnWriteArrayList<>();

		private final HttpServer server;

		Origin(HttpServer server, HttpHandler handler) {
			this.server = server;
			this.server.createContext("/", (exchange) -> {
				this.requests.add(Map.copyOf(exchange.getRequestHeaders()));
				handler.handle(exchange);
			});
			this.server.start();
		}

		String authority() {
			return "127.0.0.1:" + port();
		}

		int port() {
			return this.server.getAddress().getPort();
		}

		String url(String path) {
			return "http://" + authority() + path;
		}

		@Override
		public void close() {
			this.server.stop(0);
		}

	}

	/**
	 * An origin below HTTP.
	 */
	static class RawOrigin implements AutoCloseable {

		private final ServerSocket server;

		RawOrigin(ServerSocket server) {
			this.server = server;
		}

		String authority() {
			return "127.0.0.1:" + this.server.getLocalPort();
		}

		void serve(String says, boolean reset) {
			while (!this.server.isClosed()) {
				try (Socket socket = this.server.accept()) {
					socket.getInputStream().read(new byte[4096]);
					socket.getOutputStream().write(says.getBytes(StandardCharsets.ISO_8859_1));
					Thread.sleep(200);
					socket.setSoLinger(reset, 0);
				}
				catch (IOException ex) {
					return;
				}
				catch (InterruptedException ex) {
					throw new UncheckedIOException(new IOException(ex));
				}
			}
		}

		@Override
		public void close() throws IOException {
			this.server.close();
		}

	}

}

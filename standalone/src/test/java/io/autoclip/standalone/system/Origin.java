package io.autoclip.standalone.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/**
 * Somebody else's website: the only thing that the tests play. It listens on a loopback
 * port of its own, counts what it is asked, and can be slow, wrong or silent.
 */
public final class Origin implements AutoCloseable {

	private static final Map<String, String> TYPES = Map.of("mp4", "video/mp4", "m3u8", "application/vnd.apple.mpegurl",
			"ts", "video/mp2t", "mpd", "application/dash+xml", "m4s", "video/iso.segment", "html", "text/html");

	private final HttpServer server;

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();

	/** By the monotonic clock, when each address was asked for first, with its query. */
	private final Map<String, Long> begun = new ConcurrentHashMap<>();

	private final AtomicInteger busy = new AtomicInteger();

	private final AtomicInteger busiest = new AtomicInteger();

	public Origin() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getRawPath();
		this.begun.putIfAbsent(exchange.getRequestURI().toString(), System.nanoTime());
		this.requests.add(exchange.getRequestMethod() + " " + path);
		this.busiest.accumulateAndGet(this.busy.incrementAndGet(), Math::max);
		try (exchange) {
			this.pages.getOrDefault(path, (unknown) -> unknown.sendResponseHeaders(404, -1)).handle(exchange);
		}
		finally {
			this.busy.decrementAndGet();
		}
	}

	/** Where it listens, as {@code AUTOCLIP_EGRESS_ALLOW} takes it. */
	public String hostAndPort() {
		return "127.0.0.1:" + this.server.getAddress().getPort();
	}

	public String url(String path) {
		return "http://" + hostAndPort() + path;
	}

	/** What it was asked, as {@code GET /path}. */
	public List<String> requests() {
		return List.copyOf(this.requests);
	}

	/** How long the addresses were asked for after one another for the first time. */
	List<Duration> spacings() {
		List<Long> times = this.begun.values().stream().sorted().toList();
		return IntStream.range(1, times.size())
			.mapToObj((i) -> Duration.ofNanos(times.get(i) - times.get(i - 1)))
			.toList();
	}

	/** The most requests that it answered at once since the last call. */
	int busiest() {
		return this.busiest.getAndSet(0);
	}

	public String page(String path, HttpHandler handler) {
		this.pages.put(path, handler);
		return url(path);
	}

	/** Serves nothing below a path any more, and keeps nothing of it in memory. */
	public void forget(String path) {
		this.pages.keySet().removeIf((page) -> page.startsWith(path + "/"));
	}

	/** Serves a file with ranges and a Content-Length, as an ordinary server does. */
	public String file(String path, Path file) {
		return page(path, (exchange) -> send(exchange, file));
	}

	/** Serves all files of a folder. */
	public String folder(String path, Path folder, String entry) {
		for (String name : folder.toFile().list()) {
			file(path + "/" + name, folder.resolve(name));
		}
		return url(path + "/" + entry);
	}

	String html(String path, String body) {
		byte[] bytes = ("<!doctype html><html><head><title>A page</title></head><body>" + body + "</body></html>")
			.getBytes(StandardCharsets.UTF_8);
		return page(path, (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html");
			exchange.sendResponseHeaders(200, bytes.length);
			exchange.getResponseBody().write(bytes);
		});
	}

	String status(String path, int status) {
		return page(path, (exchange) -> exchange.sendResponseHeaders(status, -1));
	}

	/** Sends without telling how much there is. */
	String withoutLength(String path, Path file) {
		return page(path, (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "video/mp4");
			exchange.sendResponseHeaders(200, 0);
			Files.copy(file, exchange.getResponseBody());
		});
	}

	/**
	 * Promises the whole file and hangs up after half of it, however often it is asked.
	 */
	String truncated(String path, Path file) {
		return page(path, (exchange) -> {
			byte[] bytes = Files.readAllBytes(file);
			exchange.getResponseHeaders().set("Content-Type", "video/mp4");
			exchange.sendResponseHeaders(200, bytes.length);
			if (!"HEAD".equals(exchange.getRequestMethod())) {
				exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
				exchange.getResponseBody().flush();
			}
			throw new IOException("The origin hangs up");
		});
	}

	/** Sends half of a file, then waits until the gate opens. */
	String gated(String path, Path file, CountDownLatch gate) {
		return page(path, (exchange) -> {
			byte[] bytes = Files.readAllBytes(file);
			exchange.getResponseHeaders().set("Content-Type", "video/mp4");
			exchange.sendResponseHeaders(200, bytes.length);
			if (!"HEAD".equals(exchange.getRequestMethod())) {
				exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
				exchange.getResponseBody().flush();
				await(gate);
				exchange.getResponseBody().write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
			}
		});
	}

	/** Sends a file drop by drop, without ranges, so that it takes the given time. */
	String dripping(String path, Path file, Duration time) {
		return page(path, (exchange) -> {
			byte[] bytes = Files.readAllBytes(file);
			exchange.getResponseHeaders().set("Content-Type", "video/mp4");
			exchange.sendResponseHeaders(200, bytes.length);
			int drops = (int) time.toSeconds();
			for (int i = 0; i < drops; i++) {
				int from = (int) ((long) bytes.length * i / drops);
				int to = (int) ((long) bytes.length * (i + 1) / drops);
				exchange.getResponseBody().write(bytes, from, to - from);
				exchange.getResponseBody().flush();
				await(new CountDownLatch(1), 1000);
			}
		});
	}

	/** Answers after a while. */
	String slow(String path, Path file, long millis) {
		return page(path, (exchange) -> {
			await(new CountDownLatch(1), millis);
			send(exchange, file);
		});
	}

	static void await(CountDownLatch gate) {
		await(gate, TimeUnit.MINUTES.toMillis(5));
	}

	private static void await(CountDownLatch gate, long millis) {
		try {
			gate.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void send(HttpExchange exchange, Path file) throws IOException {
		String name = file.getFileName().toString();
		String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
		long size = Files.size(file);
		long from = rangeStart(exchange);
		if (from > 0) {
			exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (size - 1) + "/" + size);
		}
		boolean head = "HEAD".equals(exchange.getRequestMethod());
		exchange.sendResponseHeaders((from > 0) ? 206 : 200, head ? -1 : size - from);
		if (!head) {
			copy(file, from, exchange.getResponseBody());
		}
	}

	private static void copy(Path file, long from, OutputStream to) throws IOException {
		try (InputStream bytes = Files.newInputStream(file)) {
			bytes.skipNBytes(from);
			bytes.transferTo(to);
		}
	}

	private static long rangeStart(HttpExchange exchange) {
		String range = exchange.getRequestHeaders().getFirst("Range");
		if (range == null || !range.matches("bytes=\\d+-")) {
			return 0;
		}
		return Long.parseLong(range.substring("bytes=".length(), range.length() - 1));
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}

package io.autoclip.management;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Answers at the management port. It is the JDK's own small server: two of the three
 * parts have no other, and what is told must not depend on the one that serves clients.
 */
public final class ManagementServer implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(ManagementServer.class);

	private final ManagementSettings settings;

	private final ManagementPages pages;

	private volatile @Nullable HttpServer server;

	ManagementServer(ManagementSettings settings, ManagementPages pages) {
		this.settings = settings;
		this.pages = pages;
	}

	/**
	 * Tells where it listens.
	 * @return the port, 0 if it does not listen
	 */
	public int port() {
		HttpServer running = this.server;
		return (running != null) ? running.getAddress().getPort() : 0;
	}

	/**
	 * Listens, if a port is set.
	 * @throws IllegalStateException if it cannot
	 */
	@Override
	public void start() {
		Integer port = this.settings.port();
		if (port != null) {
			this.server = listen(port);
		}
	}

	private HttpServer listen(int port) {
		try {
			HttpServer created = HttpServer.create(this.settings.address(port), 0);
			ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
			created.setExecutor(threads);
			created.createContext("/", this::handle);
			created.start();
			return created;
		}
		catch (IOException ex) {
			throw new IllegalStateException("The management port %s:%d (AUTOCLIP_MANAGEMENT_PORT) cannot be opened: %s"
				.formatted(this.settings.bind(), port, ex.getMessage()));
		}
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			send(exchange, answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath()));
		}
	}

	private ManagementAnswer answer(String method, String path) {
		try {
			return this.pages.answer(method, path);
		}
		catch (RuntimeException ex) { // the boundary: nobody is left to catch it
			logger.warn("The management port could not answer " + path, ex);
			return ManagementAnswer.nothing(500);
		}
	}

	private static void send(HttpExchange exchange, ManagementAnswer answer) throws IOException {
		byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", answer.contentType());
		exchange.getResponseHeaders().set("Cache-Control", "no-store");
		exchange.sendResponseHeaders(answer.status(), (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
	}

	@Override
	public void stop() {
		HttpServer running = this.server;
		if (running != null) {
			running.stop(0);
			this.server = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.server != null;
	}

}

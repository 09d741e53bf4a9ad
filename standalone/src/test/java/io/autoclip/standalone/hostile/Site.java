package io.autoclip.standalone.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import io.autoclip.standalone.system.Origin;

/**
 * A hostile site's part of the origin, for one case: everything lies below a path of its
 * own, by which the canary's notes can be told apart as well.
 *
 * @param origin the server that downloads may reach
 * @param canary the server that they may not
 * @param path {@code /class/case}
 */
record Site(Origin origin, Canary canary, String path) {

	String url(String name) {
		return this.origin.url(this.path + "/" + name);
	}

	/** An address of the canary's. */
	String secret(String name) {
		return this.canary.url(this.path + "/" + name);
	}

	String answer(String name, HttpHandler handler) {
		return this.origin.page(this.path + "/" + name, handler);
	}

	String file(String name, Path file) {
		return this.origin.file(this.path + "/" + name, file);
	}

	/** The content of a file under another media type. */
	String file(String name, String type, Path file) {
		try {
			return bytes(name, type, Files.readAllBytes(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String html(String name, String body) {
		return text(name, "text/html; charset=utf-8",
				"<!doctype html><html><head><title>A page</title></head><body>" + body + "</body></html>");
	}

	String text(String name, String type, String body) {
		return bytes(name, type, body.getBytes(StandardCharsets.UTF_8));
	}

	String bytes(String name, String type, byte[] body) {
		return answer(name, (exchange) -> send(exchange, type, body));
	}

	String redirect(String name, String location) {
		return answer(name, (exchange) -> {
			exchange.getResponseHeaders().set("Location", location);
			exchange.sendResponseHeaders(302, -1);
		});
	}

	static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
		boolean head = "HEAD".equals(exchange.getRequestMethod());
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(200, (head || body.length == 0) ? -1 : body.length);
		if (!head) {
			exchange.getResponseBody().write(body);
		}
	}

}

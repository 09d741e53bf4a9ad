package io.autoclip.worker.egress;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where a request wants to go, read from its request line alone: absolute-form for plain
 * http, authority-form for CONNECT
 * (<a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112 §3.2</a>).
 * Origin-form, other schemes and user information are refused.
 *
 * @param host the host
 * @param port the port, 80 if none was written
 * @param path path and query, from the slash on; empty for CONNECT
 */
record EgressTarget(Host host, int port, String path) {

	private static final int HTTP_PORT = 80;

	private static final String AUTHORITY = "(?<host>\\[[^]/?#@]*]|[^]\\[/?#@:]*)";

	private static final Pattern ABSOLUTE = Pattern
		.compile("(?i:http)://" + AUTHORITY + "(?::(?<port>\\d{0,5}))?(?<path>[/?].*)?");

	private static final Pattern CONNECT = Pattern.compile(AUTHORITY + ":(?<port>\\d{1,5})(?<path>)");

	/**
	 * Reads a request's target.
	 * @throws IllegalArgumentException if it is malformed or of another form
	 */
	static EgressTarget of(HttpRequest request) {
		Pattern form = HttpMethod.CONNECT.equals(request.method()) ? CONNECT : ABSOLUTE;
		Matcher uri = form.matcher(request.uri());
		if (!uri.matches()) {
			throw new IllegalArgumentException("Not a target");
		}
		return new EgressTarget(Host.of(uri.group("host")), port(uri.group("port")), path(uri.group("path")));
	}

	/**
	 * Writes this target as a request line has it, in our spelling, so that whoever reads
	 * it next reads the same.
	 */
	String uri() {
		return this.path.isEmpty() ? authority() : "http://" + authority() + this.path;
	}

	/**
	 * {@code host:port}, the port always written.
	 */
	String authority() {
		return this.host.name() + ":" + this.port;
	}

	/**
	 * The value of the {@code Host} header.
	 */
	String hostHeader() {
		return (this.port == HTTP_PORT) ? this.host.name() : authority();
	}

	boolean isTunnel() {
		return this.path.isEmpty();
	}

	private static int port(@Nullable String digits) {
		int port = (digits == null || digits.isEmpty()) ? HTTP_PORT : Integer.parseInt(digits);
		if (port < 1 || port > 65535) {
			throw new IllegalArgumentException("Not a port");
		}
		return port;
	}

	private static String path(@Nullable String path) {
		if (path == null) {
			return "/";
		}
		return path.startsWith("?") ? "/" + path : path;
	}

}

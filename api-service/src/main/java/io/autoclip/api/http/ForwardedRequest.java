package io.autoclip.api.http;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request with the forwarding headers that are believed and no others, and with the
 * client's address.
 */
final class ForwardedRequest extends HttpServletRequestWrapper {

	private final Map<String, String> believed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final String client;

	ForwardedRequest(HttpServletRequest request, Map<String, String> believed, String client) {
		super(request);
		this.believed.putAll(believed);
		this.client = client;
	}

	private static boolean isForwarding(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return lower.equals("forwarded") || lower.startsWith("x-forwarded-");
	}

	@Override
	public @Nullable String getHeader(String name) {
		return isForwarding(name) ? this.believed.get(name) : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		if (!isForwarding(name)) {
			return super.getHeaders(name);
		}
		String value = this.believed.get(name);
		return Collections.enumeration((value != null) ? List.of(value) : List.of());
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		Stream<String> others = Collections.list(super.getHeaderNames()).stream().filter((name) -> !isForwarding(name));
		return Collections.enumeration(Stream.concat(others, this.believed.keySet().stream()).toList());
	}

	@Override
	public String getRemoteAddr() {
		return this.client;
	}

	/** Nothing is asked of DNS. */
	@Override
	public String getRemoteHost() {
		return this.client;
	}

}

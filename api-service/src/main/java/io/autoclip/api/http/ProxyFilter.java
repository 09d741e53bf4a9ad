package io.autoclip.api.http;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Makes a request that came through a proxy look as the client sent it: scheme, host,
 * port, path prefix and the client's address. Believed is only what a trusted proxy says
 * in {@code X-Forwarded-*}, value by value if it is well formed; what anybody else says
 * is taken out. A public URL that is set outranks it for all but the client's address.
 * <p>
 * A proxy that is trusted must itself set or remove each of the five headers: some hand
 * on what they do not know of. {@code Forwarded} (RFC 7239) is always taken out: the
 * proxies in use write {@code X-Forwarded-*} and hand a client's {@code Forwarded} on as
 * it is, so that with both anybody could choose an address.
 */
class ProxyFilter implements Filter {

	private static final String PROTO = "X-Forwarded-Proto";

	private static final String HOST = "X-Forwarded-Host";

	private static final String PORT = "X-Forwarded-Port";

	private static final String PREFIX = "X-Forwarded-Prefix";

	private static final String FOR = "X-Forwarded-For";

	private static final String PORT_NUMBER = "[1-9]\\d{0,4}";

	/** What Spring reads without complaint, and what makes no other link of a link. */
	private static final Map<String, Pattern> WELL_FORMED = Map.of(PROTO, Pattern.compile("(?i)https?"), HOST,
			Pattern.compile("([A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:" + PORT_NUMBER + ")?"), PORT,
			Pattern.compile(PORT_NUMBER), PREFIX, Pattern.compile("(/[A-Za-z0-9._~-]+)*/?"));

	private final ForwardedHeaderFilter spring = new ForwardedHeaderFilter(false);

	private final TrustedProxies proxies;

	private final Map<String, String> publicUrl;

	ProxyFilter(PublicAddressSettings settings) {
		this.proxies = new TrustedProxies(settings.trustedProxies());
		this.publicUrl = headers(settings.publicUrl());
		this.spring.setUseForwardedPrefix(true);
	}

	private static Map<String, String> headers(@Nullable URI url) {
		if (url == null) {
			return Map.of();
		}
		int port = (url.getPort() >= 0) ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
		return Map.of(PROTO, url.getScheme(), HOST, url.getHost(), PORT, String.valueOf(port), PREFIX, url.getPath());
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		this.spring.doFilter(asSent((HttpServletRequest) request), response, chain);
	}

	private HttpServletRequest asSent(HttpServletRequest request) {
		String peer = request.getRemoteAddr();
		boolean trusted = this.proxies.trusts(peer);
		String client = trusted ? this.proxies.client(peer, values(request, FOR)) : peer;
		Map<String, String> believed = trusted ? believed(request) : Map.of();
		NamedHost.keep(request, believed.get(HOST));
		return new ForwardedRequest(request, this.publicUrl.isEmpty() ? believed : this.publicUrl, client);
	}

	private static Map<String, String> believed(HttpServletRequest request) {
		Map<String, String> believed = new TreeMap<>();
		WELL_FORMED.forEach((name, pattern) -> {
			List<String> values = values(request, name);
			if (!values.isEmpty() && values.stream().allMatch((value) -> pattern.matcher(value).matches())) {
				believed.put(name, String.join(",", values));
			}
		});
		return believed;
	}

	/** A header may come several times, and each may be a list. */
	private static List<String> values(HttpServletRequest request, String name) {
		return Collections.list(request.getHeaders(name))
			.stream()
			.flatMap((line) -> Arrays.stream(line.split(",")))
			.map(String::strip)
			.filter((value) -> !value.isEmpty())
			.toList();
	}

}

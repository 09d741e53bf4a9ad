package io.autoclip.api.http;

import com.google.common.net.HostAndPort;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The host that a client has asked by: the one that a trusted proxy tells, or else the
 * header {@code Host}. A public URL that is set does not hide it.
 */
public final class NamedHost {

	private static final String ATTRIBUTE = NamedHost.class.getName();

	private NamedHost() {
	}

	/**
	 * Returns the host.
	 * @param request the request, behind {@link ProxyFilter}
	 * @return a name or an address, without brackets and port; absent if the client named
	 * none, as no browser does
	 */
	public static @Nullable String of(HttpServletRequest request) {
		return (String) request.getAttribute(ATTRIBUTE);
	}

	/**
	 * Keeps the host for {@link #of}.
	 * @param request the request as it came
	 * @param forwarded what a trusted proxy has told, the outermost first; absent if
	 * nothing
	 */
	static void keep(HttpServletRequest request, @Nullable String forwarded) {
		if (forwarded != null) {
			request.setAttribute(ATTRIBUTE, HostAndPort.fromString(forwarded.replaceFirst(",.*", "")).getHost());
		}
		else if (request.getHeader("Host") != null) {
			request.setAttribute(ATTRIBUTE, HostAndPort.fromString(request.getServerName()).getHost());
		}
	}

}

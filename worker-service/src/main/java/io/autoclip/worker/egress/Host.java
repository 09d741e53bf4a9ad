package io.autoclip.worker.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The host part of a URL or of an allow-list entry, in its one accepted spelling: a
 * lower-case name without the final dot, a dotted IPv4 address, or an IPv6 address in
 * brackets and without a zone.
 * <p>
 * A name whose last label is a number is refused: resolvers read {@code 2130706433},
 * {@code 0x7f.1} and {@code 127.1} as addresses, each in its own way (the rule is the
 * <a href="https://url.spec.whatwg.org/#ends-in-a-number-checker">URL standard's</a>).
 *
 * @param name the host as it is written in a URL
 * @param address the address that it spells; {@code null} for a name, which must be
 * resolved
 */
record Host(String name, @Nullable InetAddress address) {

	private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

	private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

	private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63})*");

	private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)");

	/**
	 * Reads a host.
	 * @param text the host as it was written, an IPv6 address in brackets
	 * @throws IllegalArgumentException if it is malformed or oddly spelt
	 */
	static Host of(String text) {
		String name = text.toLowerCase(Locale.ROOT);
		if (name.startsWith("[") && name.endsWith("]")) {
			return new Host(name, ipv6(name.substring(1, name.length() - 1)));
		}
		name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
		if (IPV4.matcher(name).matches()) {
			return new Host(name, parse(name));
		}
		if (!NAME.matcher(name).matches() || ENDS_IN_NUMBER.matcher(name).matches()) {
			throw new IllegalArgumentException("Not a host");
		}
		return new Host(name, null);
	}

	/**
	 * Reads an address; never resolves a name.
	 * @param text a dotted IPv4 address or an IPv6 address without brackets and zone
	 * @throws IllegalArgumentException if it is no such address
	 */
	static InetAddress literal(String text) {
		return IPV4.matcher(text).matches() ? parse(text) : ipv6(text);
	}

	private static InetAddress ipv6(String text) {
		if (!IPV6.matcher(text).matches()) {
			throw new IllegalArgumentException("Not an address");
		}
		return parse("[" + text + "]");
	}

	/** Takes only what the JDK reads as an address, so that it never looks up a name. */
	private static InetAddress parse(String checked) {
		try {
			return InetAddress.getByName(checked);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("Not an address", ex);
		}
	}

}

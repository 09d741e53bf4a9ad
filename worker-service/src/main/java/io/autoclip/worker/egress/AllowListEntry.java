package io.autoclip.worker.egress;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The grammar of the allow-list's entries: {@code host}, {@code address} or {@code CIDR},
 * each with an optional {@code :port}. IPv6 stands in brackets, the prefix length inside
 * or after them: {@code [fd00::/8]:443}.
 */
final class AllowListEntry {

	private static final String LENGTH = "(?:/(?<%s>\\d{1,3}))?";

	private static final String IPV6 = "\\[(?<six>[^]/]+)" + LENGTH.formatted("inner") + "]";

	private static final String OTHER = "(?<host>[^]/:\\[]+)";

	private static final Pattern SHAPE = Pattern
		.compile("(?:" + IPV6 + "|" + OTHER + ")" + LENGTH.formatted("outer") + "(?::(?<port>\\d{1,5}))?");

	private AllowListEntry() {
	}

	/**
	 * Reads an entry.
	 * @throws IllegalArgumentException if it is malformed; the message names it
	 */
	static AllowedDestination parse(String entry) {
		try {
			return read(entry.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("autoclip.egress.allow: '" + entry
					+ "' is no CIDR, address or host, each with or without :port (IPv6 in brackets)", ex);
		}
	}

	private static AllowedDestination read(String entry) {
		Matcher shape = SHAPE.matcher(entry);
		if (!shape.matches() || (shape.group("inner") != null && shape.group("outer") != null)) {
			throw new IllegalArgumentException("Malformed");
		}
		String six = shape.group("six");
		Host host = Host.of((six != null) ? "[" + six + "]" : shape.group("host"));
		String length = (shape.group("inner") != null) ? shape.group("inner") : shape.group("outer");
		return destination(host, number(length, 0, 128), number(shape.group("port"), 1, 65535));
	}

	private static AllowedDestination destination(Host host, @Nullable Integer length, @Nullable Integer port) {
		InetAddress address = host.address();
		if (address != null) {
			return new AllowedDestination.Range((length != null) ? Network.of(address, length) : Network.of(address),
					port);
		}
		if (length != null) {
			throw new IllegalArgumentException("A name has no prefix length");
		}
		return new AllowedDestination.Name(host.name(), port);
	}

	private static @Nullable Integer number(@Nullable String digits, int least, int most) {
		if (digits == null) {
			return null;
		}
		int number = Integer.parseInt(digits);
		if (number < least || number > most) {
			throw new IllegalArgumentException("Out of range");
		}
		return number;
	}

}

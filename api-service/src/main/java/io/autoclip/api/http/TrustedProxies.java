package io.autoclip.api.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import org.apache.catalina.util.NetMask;

import org.springframework.util.Assert;

/**
 * The proxies that are believed when they say for whom they ask.
 */
final class TrustedProxies {

	private final List<NetMask> networks;

	/**
	 * Reads the networks.
	 * @param networks addresses or networks in CIDR notation
	 * @throws IllegalArgumentException if one is neither
	 */
	TrustedProxies(List<String> networks) {
		this.networks = networks.stream().map(TrustedProxies::network).toList();
	}

	private static NetMask network(String text) {
		String network = text.strip();
		// NetMask would ask DNS for a name.
		Assert.isTrue(InetAddresses.isInetAddress(network.replaceFirst("/\\d{1,3}$", "")),
				() -> "AUTOCLIP_TRUSTED_PROXIES has neither an address nor a CIDR: " + network);
		return new NetMask(network);
	}

	/**
	 * Tells whether a proxy is trusted.
	 * @param address the address of who asks
	 * @return whether what it forwards is believed
	 */
	boolean trusts(String address) {
		return !this.networks.isEmpty() && parse(address).filter(this::contains).isPresent();
	}

	private boolean contains(InetAddress address) {
		return this.networks.stream().anyMatch((network) -> network.matches(address));
	}

	/**
	 * Finds out who asks. Each proxy adds at the right whom it serves, and whatever
	 * stands to the left of the first stranger that stranger has made up.
	 * @param peer the address at the other end of the connection
	 * @param forwardedFor the values of {@code X-Forwarded-For}, left to right
	 * @return the right-most address that is not a trusted proxy; the last one known if
	 * all are, or if what comes next is no address
	 */
	String client(String peer, List<String> forwardedFor) {
		String client = peer;
		for (int i = forwardedFor.size() - 1; i >= 0 && trusts(client); i--) {
			Optional<InetAddress> next = parse(forwardedFor.get(i));
			if (next.isEmpty()) {
				return client;
			}
			client = InetAddresses.toAddrString(next.get());
		}
		return client;
	}

	/** Some proxies add the port; nothing is asked of DNS. */
	private static Optional<InetAddress> parse(String text) {
		try {
			return Optional.of(InetAddresses.forString(HostAndPort.fromString(text.strip()).getHost()));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}

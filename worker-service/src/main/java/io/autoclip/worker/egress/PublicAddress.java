package io.autoclip.worker.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the addresses of the public internet from all others, after the IANA
 * special-purpose registries for
 * <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and
 * <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a>. In
 * doubt an address is not public.
 * <p>
 * Of IPv6 only global unicast, {@code 2000::/3}, can be public. This alone refuses
 * loopback, unspecified, unique local, link-local, site-local, multicast, discard-only,
 * IPv4-compatible and NAT64 addresses; 6to4 and Teredo are listed. So an address with an
 * embedded IPv4 address is refused whatever it embeds. Only an IPv4-mapped one is judged
 * by its IPv4 address, because Java has turned it into that before anybody sees it.
 */
final class PublicAddress {

	private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

	private static final List<Network> SPECIAL = Stream.of(
			// "This" network, private use, shared (carrier-grade NAT), loopback,
			// link-local with cloud metadata
			"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
			// Protocol assignments, documentation, 6to4 relays (deprecated), private use,
			// benchmarking
			"192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
			"203.0.113.0/24",
			// Multicast, reserved with broadcast
			"224.0.0.0/4", "240.0.0.0/4",
			// Azure's platform service: in no registry, but only ever reachable from
			// inside
			"168.63.129.16/32",
			// Protocol assignments with Teredo and benchmarking, documentation twice,
			// 6to4
			"2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16")
		.map(Network::of)
		.toList();

	private PublicAddress() {
	}

	static boolean test(InetAddress address) {
		if (address instanceof Inet6Address && !GLOBAL_UNICAST.contains(address)) {
			return false;
		}
		return SPECIAL.stream().noneMatch((network) -> network.contains(address));
	}

}

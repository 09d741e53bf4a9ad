package io.autoclip.worker.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * Decides which addresses downloads may reach: those of the public internet on the ports
 * of http and https, and what the allow-list adds. Nothing turns this off.
 *
 * @param allowed what may be reached besides
 */
record EgressRules(List<AllowedDestination> allowed) {

	private static final Set<Integer> PUBLIC_PORTS = Set.of(80, 443);

	/**
	 * Reads an allow-list.
	 * @param entries the entries, see {@link AllowListEntry}
	 * @throws IllegalArgumentException if an entry is malformed; the message names it
	 */
	static EgressRules of(List<String> entries) {
		return new EgressRules(entries.stream().map(AllowListEntry::parse).toList());
	}

	/**
	 * Judges one address.
	 * @param host the host that was asked for
	 * @param address the address to connect to: the host's own, or one that it resolved
	 * to
	 * @param port the port to connect to
	 */
	boolean allow(Host host, InetAddress address, int port) {
		return (PUBLIC_PORTS.contains(port) && PublicAddress.test(address))
				|| this.allowed.stream().anyMatch((destination) -> destination.matches(host, address, port));
	}

}

package io.autoclip.worker.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/**
 * Turns a target into the one address to connect to. It resolves once, checks, and hands
 * out only the checked address, so a name that changes its mind (DNS rebinding) gains
 * nothing.
 * <p>
 * Of several addresses the first allowed one is taken. A name that also has inner
 * addresses is not refused: nothing ever connects to those, and some networks give every
 * name a NAT64 address.
 */
class EgressResolver {

	private final EgressRules rules;

	private final NameLookup names;

	EgressResolver(EgressRules rules, NameLookup names) {
		this.rules = rules;
		this.names = names;
	}

	/**
	 * Resolves a target. Waits 2 s at most.
	 * @param share of the attempt that asks, in the lookups
	 * @throws UnknownHostException if its name has no address
	 * @throws DeniedAddressException if none of its addresses is allowed
	 */
	InetSocketAddress resolve(EgressTarget target, LookupShare share)
			throws UnknownHostException, DeniedAddressException {
		InetAddress allowed = addresses(target.host(), share)
			.filter((address) -> this.rules.allow(target.host(), address, target.port()))
			.findFirst()
			.orElseThrow(DeniedAddressException::new);
		return new InetSocketAddress(allowed, target.port());
	}

	private Stream<InetAddress> addresses(Host host, LookupShare share) throws UnknownHostException {
		InetAddress address = host.address();
		return (address != null) ? Stream.of(address) : Stream.of(this.names.addresses(host.name(), share));
	}

}

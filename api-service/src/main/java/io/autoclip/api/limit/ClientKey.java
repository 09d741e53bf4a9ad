package io.autoclip.api.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

import com.google.common.net.InetAddresses;

/**
 * What counts as one client: an IPv4 address, or the 64 bits of an IPv6 address that a
 * provider gives to one household or server (RFC 6177), who has all the rest to choose
 * from.
 *
 * @param text the address, canonically written
 */
public record ClientKey(String text) {

	private static final int NETWORK_BYTES = 8;

	/**
	 * Makes the key.
	 * @param address the client's address as the connection or a trusted proxy tells it
	 * @return the key
	 */
	public static ClientKey of(String address) {
		String bare = address.replaceFirst("%.*", ""); // the interface of a link-local
														// one
		if (!InetAddresses.isInetAddress(bare)) {
			return new ClientKey(bare);
		}
		InetAddress parsed = InetAddresses.forString(bare);
		return new ClientKey(InetAddresses.toAddrString((parsed instanceof Inet6Address six) ? network(six) : parsed));
	}

	private static InetAddress network(Inet6Address address) {
		byte[] bytes = address.getAddress();
		Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
		try {
			return InetAddress.getByAddress(bytes);
		}
		catch (java.net.UnknownHostException ex) {
			throw new IllegalStateException("Sixteen bytes are an address", ex);
		}
	}

}

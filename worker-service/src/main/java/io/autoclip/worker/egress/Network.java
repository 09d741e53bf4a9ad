package io.autoclip.worker.egress;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A range of IPv4 or IPv6 addresses.
 *
 * @param width bits of an address: 32 or 128
 * @param length bits of the prefix
 * @param prefix the bits that every address of the range begins with
 */
record Network(int width, int length, BigInteger prefix) {

	/**
	 * Reads a range in CIDR notation; bits beyond the prefix are ignored.
	 * @throws IllegalArgumentException if the text is no range
	 */
	static Network of(String cidr) {
		int slash = cidr.indexOf('/');
		return of(Host.literal(cidr.substring(0, slash)), Integer.parseInt(cidr, slash + 1, cidr.length(), 10));
	}

	static Network of(InetAddress base, int length) {
		int width = base.getAddress().length * Byte.SIZE;
		if (length > width) {
			throw new IllegalArgumentException("A prefix is longer than its address");
		}
		return new Network(width, length, prefix(base, length));
	}

	static Network of(InetAddress single) {
		return of(single, single.getAddress().length * Byte.SIZE);
	}

	boolean contains(InetAddress address) {
		return address.getAddress().length * Byte.SIZE == this.width
				&& prefix(address, this.length).equals(this.prefix);
	}

	private static BigInteger prefix(InetAddress address, int length) {
		byte[] bytes = address.getAddress();
		return new BigInteger(1, bytes).shiftRight(bytes.length * Byte.SIZE - length);
	}

}

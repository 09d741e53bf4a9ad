package io.autoclip.worker.egress;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * What one entry of the allow-list lets downloads reach.
 */
sealed interface AllowedDestination {

	boolean matches(Host host, InetAddress address, int port);

	private static boolean fits(@Nullable Integer allowed, int port) {
		return allowed == null || allowed == port;
	}

	/**
	 * Allows addresses, however they were asked for.
	 *
	 * @param network the addresses
	 * @param only the only port; {@code null} for every port
	 */
	record Range(Network network, @Nullable Integer only) implements AllowedDestination {

		@Override
		public boolean matches(Host host, InetAddress address, int port) {
			return this.network.contains(address) && fits(this.only, port);
		}

	}

	/**
	 * Allows a name with whatever address it resolves to.
	 *
	 * @param name the name that must have been asked for
	 * @param only the only port; {@code null} for every port
	 */
	record Name(String name, @Nullable Integer only) implements AllowedDestination {

		@Override
		public boolean matches(Host host, InetAddress address, int port) {
			return this.name.equals(host.name()) && fits(this.only, port);
		}

	}

}

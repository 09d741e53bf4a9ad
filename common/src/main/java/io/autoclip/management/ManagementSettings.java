package io.autoclip.management;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a part tells of itself.
 *
 * @param port the port; 0 takes a free one; without one nothing is told
 * @param bind the address to listen on, or a name that stands for it. In a network of
 * containers a name also says in which of its networks a part listens
 */
@ConfigurationProperties("autoclip.management")
record ManagementSettings(@Nullable Integer port, @DefaultValue("127.0.0.1") String bind) {

	/**
	 * Finds the address to listen on.
	 * @throws IOException if the name stands for no address of this machine
	 */
	InetSocketAddress address(int port) throws IOException {
		for (InetAddress address : InetAddress.getAllByName(this.bind)) {
			// A service that runs several times has one name for all of them.
			if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
				return new InetSocketAddress(address, port);
			}
		}
		throw new UnknownHostException(this.bind + " is no address of this machine");
	}

}

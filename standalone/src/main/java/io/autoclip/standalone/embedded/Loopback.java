package io.autoclip.standalone.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1, the only address that the embedded servers listen at. */
final class Loopback {

	static final String HOST = "127.0.0.1";

	private Loopback() {
	}

	/**
	 * Finds a port.
	 * @param preferred the port to take if nobody has it, 0 for no preference
	 * @return a port that nobody listens at just now
	 * @throws IOException if there is none
	 */
	static int freePort(int preferred) throws IOException {
		try {
			return probe(preferred);
		}
		catch (IOException taken) {
			return probe(0);
		}
	}

	private static int probe(int port) throws IOException {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return socket.getLocalPort();
		}
	}

}

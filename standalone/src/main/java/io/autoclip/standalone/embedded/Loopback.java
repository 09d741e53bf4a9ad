package io.autoclip.standalone.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1, the only address that the embedded servers listen at. */
final class Loopback {

	static final String HOST = "127.0.0.1";

	/**
	 * Linux gives the ports from 32768 on to clients (net.ipv4.ip_local_port_range); one
	 * of these could be gone between the look and the server's bind.
	 */
	private static final int FIRST_PORT = 20_000;

	private static final int LAST_PORT = 32_767;

	private static final int MOST_LOOKS = 100;

	private Loopback() {
	}

	/**
	 * Finds a port.
	 * @param preferred the port to take if nobody has it, 0 for no preference
	 * @return a port that nobody listens at just now
	 * @throws IOException if there is none
	 */
	static int freePort(int preferred) throws IOException {
		if (preferred != 0 && isFree(preferred)) {
			return preferred;
		}
		for (int look = 0; look < MOST_LOOKS; look++) {
			int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT + 1);
			if (isFree(port)) {
				return port;
			}
		}
		throw new IOException("No free port was found between " + FIRST_PORT + " and " + LAST_PORT);
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException taken) {
			return false;
		}
	}

}

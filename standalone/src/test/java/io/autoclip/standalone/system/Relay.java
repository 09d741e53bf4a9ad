package io.autoclip.standalone.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cable between a service and a server, with a TCP port of its own. It can be held (it
 * takes connections and bytes, and nothing comes out at the other end), in one direction
 * or both; cut; or its connections can be abandoned: they stay open and mute for good,
 * while new ones are well.
 */
final class Relay implements AutoCloseable {

	/** Which way bytes go. */
	enum Direction {

		TO_SERVER, TO_CLIENT

	}

	private volatile InetSocketAddress server;

	private final ServerSocket listener;

	private final Set<Direction> held = EnumSet.noneOf(Direction.class);

	private final Set<Line> lines = ConcurrentHashMap.newKeySet();

	private boolean cut;

	private boolean closed;

	Relay(String host, int port) {
		this.server = new InetSocketAddress(host, port);
		try {
			this.listener = new ServerSocket(0, 256, InetAddress.getByName("127.0.0.1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().name("relay").start(this::accept);
	}

	int port() {
		return this.listener.getLocalPort();
	}

	/** The other side is silent. */
	void hold() {
		hold(Direction.TO_SERVER);
		hold(Direction.TO_CLIENT);
	}

	/** One side hears nothing any more. */
	synchronized void hold(Direction direction) {
		this.held.add(direction);
	}

	/** Breaks all connections; new ones lead to another server. */
	void leadTo(InetSocketAddress other) {
		this.server = other;
		this.lines.forEach(Line::close);
	}

	/** Breaks all connections, and all new ones at once. */
	void cut() {
		synchronized (this) {
			this.cut = true;
		}
		this.lines.forEach(Line::close);
	}

	/** Forgets all connections without a word to either end. */
	synchronized void abandon() {
		this.lines.forEach((line) -> line.abandoned = true);
	}

	/** What was held goes on; what was abandoned stays so. */
	synchronized void mend() {
		this.held.clear();
		this.cut = false;
		notifyAll();
	}

	private void accept() {
		while (true) {
			try {
				connect(this.listener.accept());
			}
			catch (IOException ex) {
				if (this.listener.isClosed()) {
					return;
				}
			}
		}
	}

	private void connect(Socket client) throws IOException {
		Socket toServer = new Socket();
		Line line = new Line(client, toServer);
		if (isCut()) {
			line.close();
			return;
		}
		try {
			toServer.connect(this.server);
		}
		catch (IOException ex) {
			line.close();
			throw ex;
		}
		this.lines.add(line);
		Thread.ofVirtual().start(() -> pump(line, client, toServer, Direction.TO_SERVER));
		Thread.ofVirtual().start(() -> pump(line, toServer, client, Direction.TO_CLIENT));
	}

	private synchronized boolean isCut() {
		return this.cut;
	}

	/** The end of a connection does not get through either while the cable is held. */
	private void pump(Line line, Socket from, Socket to, Direction direction) {
		try {
			copy(line, from, to, direction);
			awaitPassage(line, direction);
		}
		catch (IOException ex) {
			awaitPassage(line, direction);
		}
		line.close();
		this.lines.remove(line);
	}

	private void copy(Line line, Socket from, Socket to, Direction direction) throws IOException {
		InputStream in = from.getInputStream();
		byte[] buffer = new byte[64 * 1024];
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			awaitPassage(line, direction);
			to.getOutputStream().write(buffer, 0, count);
		}
	}

	private synchronized void awaitPassage(Line line, Direction direction) {
		while (!this.closed && !this.cut && (line.abandoned || this.held.contains(direction))) {
			try {
				wait();
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
			notifyAll();
		}
		this.lines.forEach(Line::close);
		close(this.listener);
	}

	private static void close(AutoCloseable socket) {
		try {
			socket.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Line {

		private final Socket client;

		private final Socket server;

		private volatile boolean abandoned;

		Line(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		void close() {
			Relay.close(this.client);
			Relay.close(this.server);
		}

	}

}

package io.autoclip.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

import javax.net.SocketFactory;

/**
 * Makes sockets that gather what is written into blocks of 256 KiB.
 * <p>
 * OkHttp hands a request's body to the socket in its own segments of 8 KiB, each a call
 * of the system and a timer set and taken back: of 200 MB that were 25,600, and 0.5 s of
 * the kernel's time. It flushes at the end of every request, so nothing stays behind; its
 * time-outs hold for each block. Over TLS every record is flushed, and all is as before.
 */
class LargeWrites extends SocketFactory {

	private static final int BLOCK = 256 * 1024;

	/** The one that OkHttp uses: it connects the socket by itself. */
	@Override
	public Socket createSocket() {
		return new Gathering();
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		throw unused();
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
		throw unused();
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		throw unused();
	}

	@Override
	public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
		throw unused();
	}

	private static IOException unused() {
		return new IOException("Only unconnected sockets are made here");
	}

	/**
	 * A socket of which the one output stream is buffered.
	 */
	private static final class Gathering extends Socket {

		@Override
		public OutputStream getOutputStream() throws IOException {
			return new BufferedOutputStream(super.getOutputStream(), BLOCK);
		}

	}

}

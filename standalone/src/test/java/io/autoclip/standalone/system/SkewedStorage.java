package io.autoclip.standalone.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * What a client whose clock is wrong hears of S3: every request is refused as MinIO
 * refuses it, and the header Date tells another time than his.
 */
final class SkewedStorage implements AutoCloseable {

	private static final String REFUSAL = """
			<?xml version="1.0" encoding="UTF-8"?>
			<Error><Code>RequestTimeTooSkewed</Code>\
			<Message>The difference between the request time and the server's time is too large.</Message></Error>""";

	private final ServerSocket listener;

	private final Duration ahead;

	/** Takes how far this storage is ahead of the client. */
	SkewedStorage(Duration ahead) {
		this.ahead = ahead;
		try {
			this.listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().start(this::accept);
	}

	InetSocketAddress address() {
		return new InetSocketAddress(this.listener.getInetAddress(), this.listener.getLocalPort());
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				Thread.ofVirtual().start(() -> refuse(client));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	/** Reads to the end, or the refusal would be lost in a reset. */
	private void refuse(Socket client) {
		try (client) {
			BufferedReader request = new BufferedReader(
					new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
			String first = String.valueOf(request.readLine());
			for (String line = first; line != null && !line.isEmpty();) {
				line = request.readLine();
			}
			answer(client.getOutputStream(), first.startsWith("HEAD"));
			client.shutdownOutput();
			request.transferTo(Writer.nullWriter());
		}
		catch (IOException ex) {
			// It was a client that has gone.
		}
	}

	private void answer(OutputStream out, boolean bare) throws IOException {
		String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plus(this.ahead));
		String head = "HTTP/1.1 403 Forbidden\r\nDate: " + date
				+ "\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: " + REFUSAL.length()
				+ "\r\n\r\n";
		out.write((head + (bare ? "" : REFUSAL)).getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

package io.autoclip.standalone.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.autoclip.standalone.system.Media;

import static java.util.Objects.requireNonNullElse;

/**
 * What nobody outside may reach: a server of this machine at a port that egress does not
 * allow, at all of the machine's addresses. It notes every connection before it reads
 * from it, and answers whatever it is asked with its secret.
 */
final class Canary implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Canary.class);

	private final String secret = "canary" + HexFormat.of().toHexDigits(new Random().nextLong());

	private final List<String> connections = new CopyOnWriteArrayList<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final ServerSocket server;

	Canary() {
		try {
			this.server = new ServerSocket(0, 256);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().name("canary").start(this::accept);
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket connection = this.server.accept();
				this.connections.add(String.valueOf(connection.getRemoteSocketAddress()));
				Thread.ofVirtual().start(() -> answer(connection));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void answer(Socket connection) {
		try (connection) {
			BufferedReader lines = new BufferedReader(
					new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
			String request = requireNonNullElse(lines.readLine(), "");
			this.requests.add(request);
			long headers = lines.lines().takeWhile((header) -> !header.isEmpty()).count();
			logger.debug(request + " and " + headers + " headers");
			write(connection.getOutputStream(), request.contains(".mp4"));
		}
		catch (IOException | UncheckedIOException ex) {
			logger.debug("Somebody was here and left, which has been noted", ex);
		}
	}

	private void write(OutputStream out, boolean asMedia) throws IOException {
		byte[] clip = asMedia ? Files.readAllBytes(Media.clip()) : new byte[0];
		byte[] text = (this.secret + "\n").repeat(asMedia ? 1 : 400).getBytes(StandardCharsets.US_ASCII);
		byte[] box = asMedia ? boxHeader(text.length) : new byte[0];
		String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
			.formatted(asMedia ? "video/mp4" : "text/plain", clip.length + box.length + text.length);
		for (byte[] part : List.of(head.getBytes(StandardCharsets.US_ASCII), clip, box, text)) {
			out.write(part);
		}
	}

	private static byte[] boxHeader(int content) {
		return ByteBuffer.allocate(8).putInt(content + 8).put("free".getBytes(StandardCharsets.US_ASCII)).array();
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** As {@code AUTOCLIP_EGRESS_ALLOW} takes it. */
	String hostAndPort() {
		return "127.0.0.1:" + port();
	}

	String url(String path) {
		return "http://" + hostAndPort() + path;
	}

	/** The text that must never be found anywhere. */
	String secret() {
		return this.secret;
	}

	/** Who has come, whether anything was asked or not. */
	List<String> connections() {
		return List.copyOf(this.connections);
	}

	/** What was asked: {@code GET /path HTTP/1.1}. */
	List<String> requests() {
		return List.copyOf(this.requests);
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

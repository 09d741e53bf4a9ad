package io.autoclip.worker.egress;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connection to the proxy, with every byte in the test's hand.
 */
class ProxyClient implements AutoCloseable {

	private final Socket socket;

	private final InputStream in;

	ProxyClient(InetSocketAddress proxy) throws IOException {
		this.socket = new Socket(proxy.getAddress(), proxy.getPort());
		this.socket.setSoTimeout(15_000);
		this.in = this.socket.getInputStream();
	}

	/**
	 * Sends a request and reads its response.
	 * @param requestLine method and target
	 * @param headers whole header lines
	 */
	Answer send(String requestLine, String... headers) throws IOException {
		write(requestLine + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
		return read(requestLine.startsWith("HEAD "));
	}

	void write(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	String readRaw(int bytes) throws IOException {
		return new String(this.in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
	}

	/** Whether the proxy has closed this connection. */
	boolean isAtEnd() throws IOException {
		return this.in.read() < 0;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	Answer read(boolean head) throws IOException {
		String[] status = line().split(" ", 3);
		Map<String, String> headers = new TreeMap<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			String[] pair = line.split(": ?", 2);
			headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1]);
		}
		return new Answer(Integer.parseInt(status[1]), status[2], headers, head ? "" : body(headers));
	}

	private String body(Map<String, String> headers) throws IOException {
		if (!"chunked".equals(headers.get("transfer-encoding"))) {
			return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
		}
		StringBuilder body = new StringBuilder();
		for (int size = chunkSize(); size > 0; size = chunkSize()) {
			body.append(exactly(size));
			line();
		}
		line();
		return body.toString();
	}

	private int chunkSize() throws IOException {
		return Integer.parseInt(line(), 16);
	}

	private String exactly(int bytes) throws IOException {
		String text = readRaw(bytes);
		if (text.length() < bytes) {
			throw new EOFException("The response ended early");
		}
		return text;
	}

	private String line() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
			if (next < 0) {
				throw new EOFException("The response ended early");
			}
			line.write(next);
		}
		return line.toString(StandardCharsets.ISO_8859_1).strip();
	}

	/**
	 * A response.
	 */
	record Answer(int status, String reason, Map<String, String> headers, String body) {

		String egress() {
			return this.headers.getOrDefault("x-autoclip-egress", "");
		}

	}

}

package io.autoclip.standalone.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One attack by a request.
 *
 * @param name what is tried, in a few words
 * @param request the bytes that are sent, one character each; {@code {host}} stands for
 * the api's host and port
 * @param status the answer's status
 * @param code the code of the problem in it; null if there is none
 */
record RequestCase(String name, String request, int status, @Nullable String code) {

	private static final int PATIENCE = 20_000;

	/** A request with a body, of which the length is told. */
	static String post(String path, String type, String body) {
		return "POST " + path + " HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: " + type
				+ "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
	}

	/** Sends it to the api as it is, and returns the whole answer. */
	String send(int port) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(PATIENCE);
			String sent = this.request.replace("{host}", "localhost:" + port);
			socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	static int status(String answer) {
		return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
	}

	static @Nullable String code(String answer) {
		Matcher code = Pattern.compile("\"code\"\\s*:\\s*\"([a-z_]+)\"").matcher(answer);
		return code.find() ? code.group(1) : null;
	}

}

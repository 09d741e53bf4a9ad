package io.autoclip.worker.egress;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * What the proxy says when it does not pass a request on. The word stands in the header
 * {@code X-AutoClip-Egress} and in the reason phrase: of a refused CONNECT most clients
 * (Python's {@code http.client} among them) show nothing but the status line.
 */
enum EgressAnswer {

	/** The target's address or port is not allowed, or its spelling is odd. */
	DENIED(403, "Egress Denied", "denied", "Downloads may not reach this address."),

	/** The target's name has no address, or the answer took too long. */
	UNRESOLVED(502, "Egress Unresolved", "unresolved", "The name of this site cannot be resolved."),

	/** No connection, or none that answers. */
	UNREACHABLE(502, "Egress Unreachable", "unreachable", "This site does not answer."),

	/**
	 * No credentials or wrong ones. The status must be an object of its own: LittleProxy
	 * 2.8.0 takes Netty's constant for the answer of an upstream proxy and fails with a
	 * null pointer.
	 */
	UNAUTHENTICATED(407, "Proxy Authentication Required", "unauthenticated", "Only downloads may use this proxy.");

	static final String HEADER = "X-AutoClip-Egress";

	private final int code;

	private final String reason;

	private final String word;

	private final String sentence;

	EgressAnswer(int code, String reason, String word, String sentence) {
		this.code = code;
		this.reason = reason;
		this.word = word;
		this.sentence = sentence;
	}

	FullHttpResponse response() {
		HttpResponseStatus status = new HttpResponseStatus(this.code, this.reason);
		FullHttpResponse response = response(status, "text/plain; charset=utf-8", this.sentence + "\n");
		response.headers().set(HEADER, this.word);
		if (this == UNAUTHENTICATED) {
			response.headers().set(HttpHeaderNames.PROXY_AUTHENTICATE, "Basic realm=\"egress\"");
		}
		return response;
	}

	static FullHttpResponse response(HttpResponseStatus status, String type, String text) {
		ByteBuf body = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
		response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
		response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
		response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
		return response;
	}

}

package io.autoclip.worker.egress;

import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection to the proxy and the exchange that it is in.
 * <p>
 * It stands before LittleProxy in the connection's pipeline and lets messages through one
 * at a time, because LittleProxy 2.8.0 is not safe otherwise:
 * <ul>
 * <li>The rest of a request (each has some) waits until its head has gone to the origin.
 * LittleProxy would wait itself, on a thread that other clients share.</li>
 * <li>The next request waits until the last response has been written whole. LittleProxy
 * forgets its current request at the end of a response, be it already the next one, and
 * fails with a null pointer.</li>
 * </ul>
 */
class EgressClient extends ChannelDuplexHandler {

	/** Only a client that sends without reading comes near. */
	private static final int MOST_WAITING = 1000;

	private final ChannelHandlerContext littleProxy;

	private final Queue<Object> waiting = new ArrayDeque<>();

	private boolean connecting;

	private boolean responding;

	private volatile @Nullable EgressExchange exchange;

	EgressClient(ChannelHandlerContext littleProxy) {
		this.littleProxy = littleProxy;
	}

	@Nullable EgressExchange exchange() {
		return this.exchange;
	}

	/**
	 * Begins with the request that is being read. On the client's thread.
	 */
	void begin(EgressExchange next) {
		this.exchange = next;
		this.responding = true;
	}

	/**
	 * Holds back the rest of the request that is being read. On the client's thread.
	 */
	void hold() {
		this.connecting = true;
	}

	/**
	 * Lets the rest of the request go.
	 */
	void resume() {
		this.littleProxy.executor().execute(() -> {
			this.connecting = false;
			letGo();
		});
	}

	/**
	 * Sends a last answer behind what has been written.
	 */
	void answerAndClose(HttpResponse answer) {
		this.littleProxy.channel().writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
	}

	/**
	 * Closes behind what has been written.
	 */
	void close() {
		this.littleProxy.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.waiting.add(message);
		letGo();
		if (this.waiting.size() > MOST_WAITING) {
			context.close();
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		boolean last = message instanceof LastHttpContent;
		context.write(message, promise);
		EgressExchange current = this.exchange;
		if (last && current != null && current.isOver()) {
			this.responding = false;
			context.executor().execute(this::letGo);
		}
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		this.waiting.forEach(ReferenceCountUtil::release);
		this.waiting.clear();
	}

	private void letGo() {
		for (Object next = this.waiting.peek(); next != null && mayGo(next); next = this.waiting.peek()) {
			this.waiting.remove();
			this.littleProxy.pipeline().context(this).fireChannelRead(next);
		}
	}

	private boolean mayGo(Object message) {
		return (message instanceof HttpRequest) ? !this.responding : !this.connecting;
	}

}

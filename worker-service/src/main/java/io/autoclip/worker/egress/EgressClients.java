package io.autoclip.worker.egress;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.netty.channel.ChannelHandlerContext;
import org.littleshoot.proxy.ActivityTrackerAdapter;
import org.littleshoot.proxy.FlowContext;
import org.littleshoot.proxy.FullFlowContext;

/**
 * The open client connections, by the client's address: all that LittleProxy tells with
 * what happens on a connection to an origin. It tells here, and not in the filters, of
 * connections made and lost and of what comes through tunnels.
 */
class EgressClients extends ActivityTrackerAdapter {

	private final Map<SocketAddress, EgressClient> clients = new ConcurrentHashMap<>();

	/**
	 * Finds the client of a connection, or begins one that lasts until the connection
	 * closes.
	 * @param littleProxy the place of LittleProxy's handler in the connection's pipeline
	 */
	EgressClient of(ChannelHandlerContext littleProxy) {
		SocketAddress address = littleProxy.channel().remoteAddress();
		EgressClient known = this.clients.get(address);
		if (known != null) {
			return known;
		}
		EgressClient client = new EgressClient(littleProxy);
		littleProxy.pipeline().addBefore(littleProxy.name(), "egress", client);
		this.clients.put(address, client);
		littleProxy.channel().closeFuture().addListener((closed) -> this.clients.remove(address, client));
		return client;
	}

	@Override
	public void serverConnected(FullFlowContext flow, InetSocketAddress origin) {
		inform(flow, EgressExchange::originConnected);
	}

	@Override
	public void bytesReceivedFromServer(FullFlowContext flow, int count) {
		inform(flow, (exchange) -> exchange.originSent(count));
	}

	@Override
	public void serverDisconnected(FullFlowContext flow, InetSocketAddress origin) {
		inform(flow, (exchange) -> exchange.originLost(flow.getServerHostAndPort()));
	}

	private void inform(FlowContext flow, Consumer<EgressExchange> event) {
		EgressClient client = this.clients.get(flow.getClientAddress());
		EgressExchange exchange = (client != null) ? client.exchange() : null;
		if (exchange != null) {
			event.accept(exchange);
		}
	}

}

package io.autoclip.worker.egress;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.littleshoot.proxy.HttpFilters;
import org.littleshoot.proxy.HttpFiltersSource;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;
import org.littleshoot.proxy.impl.ThreadPoolConfiguration;

/**
 * The running proxy. It adds nothing to what passes ({@code Via} and the like), caches
 * nothing, and buffers no message.
 */
final class EgressProxy implements AutoCloseable {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

	/** Signed media links have several kilobytes. */
	private static final int MOST_HEADER_BYTES = 64 * 1024;

	private static final int CHUNK_BYTES = 64 * 1024;

	/**
	 * A lookup holds up the other clients on its thread, by 2 s at most. Clients take
	 * turns on the threads, so there is one for each of the lookups that may hang at
	 * once. A thread that no client has come to does not exist yet.
	 */
	private static final ThreadPoolConfiguration THREADS = new ThreadPoolConfiguration().withAcceptorThreads(1)
		.withClientToProxyWorkerThreads(NameLookup.MOST_AT_ONCE)
		.withProxyToServerWorkerThreads(4);

	private final HttpProxyServer server;

	private EgressProxy(HttpProxyServer server) {
		this.server = server;
	}

	/**
	 * Starts the proxy; it listens when this returns.
	 * @throws IllegalArgumentException if the allow-list is malformed
	 */
	static EgressProxy start(EgressSettings settings, EgressCredentials credentials, NameLookup names) {
		EgressResolver resolver = new EgressResolver(EgressRules.of(settings.allow()), names);
		EgressGate gate = new EgressGate(credentials, new EgressAccounts(System::nanoTime));
		EgressClients clients = new EgressClients();
		return new EgressProxy(DefaultHttpProxyServer.bootstrap()
			.withName("egress")
			.withAddress(new InetSocketAddress(settings.host(), settings.port()))
			.withThreadPoolConfiguration(THREADS)
			.withFiltersSource(new Exchanges(gate, resolver, clients))
			.plusActivityTracker(clients)
			.withServerResolver(EgressProxy::refuse)
			.withTransparent(true)
			.withProxyAlias("autoclip")
			.withConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
			.withIdleConnectionTimeout(IDLE_TIMEOUT)
			.withMaxInitialLineLength(MOST_HEADER_BYTES)
			.withMaxHeaderSize(MOST_HEADER_BYTES)
			.withMaxChunkSize(CHUNK_BYTES)
			.start());
	}

	/**
	 * Where the proxy listens.
	 */
	InetSocketAddress address() {
		return this.server.getListenAddress();
	}

	@Override
	public void close() {
		this.server.abort();
	}

	/** Whatever has not come through the exchange's own resolution goes nowhere. */
	private static InetSocketAddress refuse(String host, int port) throws UnknownHostException {
		throw new UnknownHostException(host);
	}

	/**
	 * Begins an exchange for every request.
	 */
	private record Exchanges(EgressGate gate, EgressResolver resolver,
			EgressClients clients) implements HttpFiltersSource {

		@Override
		public HttpFilters filterRequest(HttpRequest request, @Nullable ChannelHandlerContext context) {
			if (context == null) {
				throw new IllegalStateException("A request without a connection");
			}
			return new EgressExchange(request, this.gate, this.resolver, this.clients.of(context));
		}

		@Override
		public int getMaximumRequestBufferSizeInBytes() {
			return 0;
		}

		@Override
		public int getMaximumResponseBufferSizeInBytes() {
			return 0;
		}

	}

}

package io.autoclip.worker.egress;

import java.io.IOException;
import java.net.InetSocketAddress;

import io.autoclip.task.AttemptId;

/**
 * What a download needs of the way out: the address of the proxy in the attempt's own
 * name, and afterwards what went through it.
 */
public class Egress {

	private final InetSocketAddress proxy;

	private final EgressCredentials credentials;

	private final EgressAccountClient accounts;

	Egress(InetSocketAddress proxy, EgressCredentials credentials) {
		this.proxy = proxy;
		this.credentials = credentials;
		this.accounts = new EgressAccountClient(proxy, credentials);
	}

	/**
	 * Writes the proxy's address with the attempt's credentials. It holds a secret: keep
	 * it out of logs.
	 * @param attempt the attempt that will use it
	 * @return {@code http://user:password@host:port}
	 */
	public String proxyUrl(AttemptId attempt) {
		String user = attempt.toString();
		return "http://%s:%s@%s".formatted(user, this.credentials.password(user), address());
	}

	/**
	 * Where the proxy listens.
	 * @return {@code host:port}, an IPv6 address in brackets
	 */
	public String address() {
		return host() + ":" + this.proxy.getPort();
	}

	/**
	 * Whether the proxy is reached by the loopback of this machine, so that whoever
	 * starts the worker has not given it a network of its own without a way out.
	 */
	public boolean isOnThisMachine() {
		return !this.proxy.isUnresolved() && this.proxy.getAddress().isLoopbackAddress();
	}

	/**
	 * Asks what has gone through the proxy in an attempt's name. Takes 5 s at most.
	 * @param attempt the attempt
	 * @return its account, all zero if the proxy does not know it
	 * @throws IOException if the proxy does not answer
	 */
	public EgressAccount account(AttemptId attempt) throws IOException {
		return this.accounts.account(attempt.toString());
	}

	private String host() {
		String host = this.proxy.getHostString();
		return host.contains(":") ? "[" + host + "]" : host;
	}

}

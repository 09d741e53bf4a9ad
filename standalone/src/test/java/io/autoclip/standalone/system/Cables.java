package io.autoclip.standalone.system;

import java.net.URI;

import io.autoclip.standalone.ServerConnections;
import io.autoclip.standalone.embedded.BrokerAddress;
import io.autoclip.standalone.embedded.RedisAddress;
import io.autoclip.standalone.embedded.StorageAddress;
import io.autoclip.standalone.servers.TestServers;

/**
 * The cables by which one service reaches the servers.
 */
final class Cables implements AutoCloseable {

	private final TestServers servers;

	private final Relay redis;

	private final Relay broker;

	private final Relay objectStorage;

	Cables(TestServers servers) {
		this.servers = servers;
		URI storage = URI.create(servers.objectStorage().endpoint());
		this.redis = new Relay(servers.redis().host(), servers.redis().port());
		this.broker = new Relay(servers.broker().host(), servers.broker().port());
		this.objectStorage = new Relay(storage.getHost(), storage.getPort());
	}

	Relay redis() {
		return this.redis;
	}

	Relay broker() {
		return this.broker;
	}

	Relay objectStorage() {
		return this.objectStorage;
	}

	/** The servers as they are reached through these cables. */
	ServerConnections connections() {
		RedisAddress store = this.servers.redis();
		BrokerAddress road = this.servers.broker();
		StorageAddress bucket = this.servers.objectStorage();
		return new ServerConnections(new RedisAddress("127.0.0.1", this.redis.port(), store.password()),
				new BrokerAddress("127.0.0.1", this.broker.port(), road.username(), road.password()),
				new StorageAddress("http://127.0.0.1:" + this.objectStorage.port(), bucket.accessKey(),
						bucket.secretKey()));
	}

	void abandonAll() {
		this.redis.abandon();
		this.broker.abandon();
		this.objectStorage.abandon();
	}

	void mendAll() {
		this.redis.mend();
		this.broker.mend();
		this.objectStorage.mend();
	}

	@Override
	public void close() {
		this.redis.close();
		this.broker.close();
		this.objectStorage.close();
	}

}

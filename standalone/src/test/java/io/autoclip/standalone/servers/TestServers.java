package io.autoclip.standalone.servers;

import io.autoclip.standalone.embedded.BrokerAddress;
import io.autoclip.standalone.embedded.RedisAddress;
import io.autoclip.standalone.embedded.StorageAddress;

/**
 * The servers around AutoClip, whoever made them: new and empty for each test system. A
 * test may take each of them away and give it back with its data at the same address.
 */
public interface TestServers extends AutoCloseable {

	/** One of the servers. */
	enum Part {

		REDIS, BROKER, OBJECT_STORAGE

	}

	RedisAddress redis();

	/**
	 * The broker as AutoClip uses it: with the rights of production, where it has rights.
	 */
	BrokerAddress broker();

	/** The broker as its operator uses it: with every right. */
	BrokerAddress brokerOfTheOperator();

	StorageAddress objectStorage();

	/** Returns when the part does not answer any more. */
	void stop(Part part);

	/** Returns when the part answers again. */
	void start(Part part);

	@Override
	void close();

}

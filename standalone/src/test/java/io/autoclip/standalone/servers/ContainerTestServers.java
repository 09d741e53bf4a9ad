package io.autoclip.standalone.servers;

import io.autoclip.standalone.embedded.BrokerAddress;
import io.autoclip.standalone.embedded.RedisAddress;
import io.autoclip.standalone.embedded.StorageAddress;

/**
 * Redis, RabbitMQ and MinIO in containers, set up as in production: AutoClip has a user
 * of its own that may do only what it must. The containers start with the first system
 * and end with the JVM; each system finds them empty.
 */
public final class ContainerTestServers implements TestServers {

	public ContainerTestServers() {
		for (Part part : Part.values()) {
			start(part);
		}
		Shared.REDIS.empty();
		Shared.BROKER.empty();
		Shared.OBJECT_STORAGE.empty();
	}

	@Override
	public RedisAddress redis() {
		return Shared.REDIS.address();
	}

	@Override
	public BrokerAddress broker() {
		return Shared.BROKER.address();
	}

	@Override
	public BrokerAddress brokerOfTheOperator() {
		return Shared.BROKER.operatorsAddress();
	}

	@Override
	public StorageAddress objectStorage() {
		return Shared.OBJECT_STORAGE.address();
	}

	/** The storage with every right, that to make a bucket among them. */
	public static StorageAddress objectStorageOfTheOperator() {
		return Shared.OBJECT_STORAGE.operatorsAddress();
	}

	/** What RabbitMQ alone can tell and be told. */
	public static RabbitBroker rabbit() {
		return Shared.BROKER;
	}

	@Override
	public void stop(Part part) {
		container(part).takeAway();
	}

	@Override
	public void start(Part part) {
		container(part).giveBack();
	}

	private static FixedContainer<?> container(Part part) {
		return switch (part) {
			case REDIS -> Shared.REDIS.container();
			case BROKER -> Shared.BROKER.container();
			case OBJECT_STORAGE -> Shared.OBJECT_STORAGE.container();
		};
	}

	/** The containers serve the next system too. */
	@Override
	public void close() {
	}

	private static final class Shared {

		private static final RedisServer REDIS = new RedisServer(Images.REDIS_7);

		private static final RabbitBroker BROKER = new RabbitBroker();

		private static final MinioStorage OBJECT_STORAGE = new MinioStorage();

	}

}

package io.autoclip.messaging;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.BlockedListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionListener;
import org.springframework.context.SmartLifecycle;

/**
 * Knows whether the broker takes messages: whether the connection for publishing is there
 * and neither blocked nor silent. Keeps trying while it is not, so that nobody who asks
 * ever waits for a connection.
 */
class BrokerConnection implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(BrokerConnection.class);

	private static final int CLOSE_MILLIS = 1000;

	private final ConnectionFactory factory;

	private final ScheduledExecutorService scheduler = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("broker-connection").factory());

	private volatile @Nullable Connection current;

	private volatile boolean open;

	private volatile boolean blocked;

	private volatile boolean running;

	private boolean told;

	/**
	 * Takes the connections.
	 * @param factory makes the connections that messages are published on
	 */
	BrokerConnection(ConnectionFactory factory) {
		this.factory = factory;
	}

	/** Whether the broker takes messages, as far as is known. */
	boolean isOpen() {
		return this.open && !this.blocked;
	}

	/** The connection of this moment, if there is one. */
	@Nullable Connection current() {
		return this.current;
	}

	/**
	 * Says that the broker does not answer on a connection: it may be half open, which
	 * nobody would tell us. It is made anew, unless the broker itself has asked for
	 * patience.
	 * @param used the connection, as {@link #current} told it before
	 */
	@SuppressWarnings("ReferenceEquality") // this very connection is meant
	void distrust(@Nullable Connection used) {
		if (this.blocked || used != this.current) {
			return;
		}
		this.open = false;
		try {
			this.scheduler.execute(this::renew);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Stopping");
		}
	}

	private void renew() {
		Connection silent = this.current;
		if (!this.open && silent != null) {
			this.current = null;
			silent.getDelegate().abort(CLOSE_MILLIS);
		}
		check();
	}

	private void check() {
		try {
			this.open = this.factory.createConnection().isOpen();
		}
		catch (RuntimeException ex) { // a scheduled task that throws is never run again
			this.open = false;
			logger.debug("The broker cannot be reached", ex);
		}
		if (this.told != isOpen()) {
			this.told = isOpen();
			logger.info(this.told ? "The broker is there"
					: "The broker is away or takes no messages; tasks are accepted and wait");
		}
	}

	private void opened(Connection connection) {
		this.current = connection;
		this.blocked = false;
		connection.addBlockedListener(new BlockedListener() {

			@Override
			public void handleBlocked(String reason) {
				logger.warn("The broker takes no messages at the moment: " + reason);
				BrokerConnection.this.blocked = true;
			}

			@Override
			public void handleUnblocked() {
				BrokerConnection.this.blocked = false;
			}

		});
		this.open = true;
	}

	@Override
	public void start() {
		this.running = true;
		this.factory.addConnectionListener(new ConnectionListener() {

			@Override
			public void onCreate(@Nullable Connection connection) {
				if (connection != null) {
					opened(connection);
				}
			}

			@Override
			public void onClose(Connection connection) {
				BrokerConnection.this.open = false;
			}

		});
		this.scheduler.scheduleWithFixedDelay(this::check, 0, 1, TimeUnit.SECONDS);
	}

	@Override
	public void stop() {
		this.running = false;
		this.scheduler.shutdownNow();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}

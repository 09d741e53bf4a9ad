package io.autoclip.messaging;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionListener;
import org.springframework.context.SmartLifecycle;

/**
 * Knows whether the broker can be reached, and keeps trying while it cannot, so that
 * nobody who asks ever waits for a connection.
 */
class BrokerConnection implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(BrokerConnection.class);

	private final ConnectionFactory factory;

	private final ScheduledExecutorService scheduler = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("broker-connection").factory());

	private volatile boolean open;

	private volatile boolean running;

	BrokerConnection(ConnectionFactory factory) {
		this.factory = factory;
	}

	boolean isOpen() {
		return this.open;
	}

	private void check() {
		boolean before = this.open;
		try {
			Connection connection = this.factory.createConnection();
			this.open = connection.isOpen();
		}
		catch (AmqpException ex) {
			this.open = false;
			logger.debug("The broker cannot be reached", ex);
		}
		if (before != this.open) {
			logger.info(this.open ? "The broker is there" : "The broker is away; tasks are accepted and wait");
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.factory.addConnectionListener(new ConnectionListener() {

			@Override
			public void onCreate(@Nullable Connection connection) {
				BrokerConnection.this.open = true;
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

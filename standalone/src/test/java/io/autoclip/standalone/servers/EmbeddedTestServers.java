package io.autoclip.standalone.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

import io.autoclip.standalone.embedded.BrokerAddress;
import io.autoclip.standalone.embedded.EmbeddedServers;
import io.autoclip.standalone.embedded.RedisAddress;
import io.autoclip.standalone.embedded.StorageAddress;

/**
 * Redis, Qpid and S3Proxy, as {@code ./run} starts them.
 */
public final class EmbeddedTestServers implements TestServers {

	private final Path data;

	private final EmbeddedServers servers;

	public EmbeddedTestServers() {
		try {
			this.data = Files.createTempDirectory("autoclip-servers");
			this.servers = new EmbeddedServers(this.data, 0);
			this.servers.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Where they keep what they are given. */
	public Path data() {
		return this.data;
	}

	@Override
	public RedisAddress redis() {
		return this.servers.redis().address();
	}

	@Override
	public BrokerAddress broker() {
		return this.servers.broker().address();
	}

	@Override
	public BrokerAddress brokerOfTheOperator() {
		return broker();
	}

	@Override
	public StorageAddress objectStorage() {
		return this.servers.objectStorage().address();
	}

	@Override
	public void stop(Part part) {
		switch (part) {
			case REDIS -> this.servers.redis().close();
			case BROKER -> this.servers.broker().close();
			case OBJECT_STORAGE -> this.servers.objectStorage().close();
		}
	}

	@Override
	public void start(Part part) {
		try {
			switch (part) {
				case REDIS -> this.servers.redis().start();
				case BROKER -> this.servers.broker().start();
				case OBJECT_STORAGE -> this.servers.objectStorage().start();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.servers.close();
			FileSystemUtils.deleteRecursively(this.data);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

package io.autoclip.standalone.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;

/**
 * S3Proxy over a directory: buckets, objects and multipart uploads are plain files.
 * Requests must be signed (signature version 4).
 */
public final class EmbeddedObjectStorage implements EmbeddedServer {

	private static final Log logger = LogFactory.getLog(EmbeddedObjectStorage.class);

	/** A player that holds a video open must not hold up the stop. */
	private static final long STOP_TIMEOUT_MS = 2000;

	private final Path directory;

	private int port;

	private @Nullable StorageKeys keys;

	private @Nullable S3Proxy server;

	/**
	 * Describes a server; {@link #start} starts it.
	 * @param directory where it keeps its data and its keys
	 * @param preferredPort the port of the links that browsers open; if it is taken,
	 * another; 0 for any
	 */
	public EmbeddedObjectStorage(Path directory, int preferredPort) {
		this.directory = directory;
		this.port = preferredPort;
	}

	@Override
	public void start() throws IOException {
		Path objects = Files.createDirectories(this.directory.resolve("objects"));
		StorageKeys keys = StorageKeys.keptIn(this.directory.resolve("keys.properties"));
		this.keys = keys;
		this.port = Loopback.freePort(this.port);
		this.server = S3Proxy.builder()
			.endpoint(URI.create(endpoint()))
			.awsAuthentication(AuthenticationType.AWS_V4, keys.access(), keys.secret())
			.blobStore(new FilesystemNio2BlobStore(objects.toString()))
			.stopTimeout(STOP_TIMEOUT_MS)
			.build();
		start(this.server);
	}

	/**
	 * Tells where it listens.
	 * @return the address; the same after every start as long as its port is free
	 * @throws IllegalStateException before the first start
	 */
	public StorageAddress address() {
		if (this.keys == null) {
			throw new IllegalStateException("Not started");
		}
		return new StorageAddress(endpoint(), this.keys.access(), this.keys.secret());
	}

	@Override
	public void close() {
		if (this.server != null) {
			stop(this.server);
			this.server = null;
		}
	}

	private String endpoint() {
		return "http://" + Loopback.HOST + ":" + this.port;
	}

	private static void start(S3Proxy server) throws IOException {
		try {
			server.start();
		}
		catch (Exception ex) { // as S3Proxy declares it
			throw new IOException("The S3 server did not start: " + ex.getMessage(), ex);
		}
	}

	private static void stop(S3Proxy server) {
		try {
			server.stop();
		}
		catch (TimeoutException ex) {
			logger.info("Requests to the embedded object storage were cut off", ex);
		}
		catch (Exception ex) { // as S3Proxy declares it
			throw new IllegalStateException("The S3 server did not stop", ex);
		}
	}

}

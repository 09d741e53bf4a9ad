package io.autoclip.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.minio.Checksum;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectAPIArgs;
import io.minio.PutObjectArgs;
import io.minio.errors.MinioException;

/**
 * Sends a file: whole if it is small, in parts if it is large, a few of them at a time.
 * <p>
 * A payload is signed by its SHA-256. Left alone, the client also makes a CRC32C of
 * everything, byte by byte in Java (9.0.4, {@code Checksum}), which takes longer than all
 * the rest; so it is told to check by SHA-256 as well. Of a small file that is the one
 * that we want to know anyway.
 */
record MinioUpload(MinioAsyncClient client, String bucket) {

	/** S3 takes 10,000 parts: up to 80 GB. */
	private static final int PART_SIZE = 8 * 1024 * 1024;

	/** Parts on their way; one more is being read. Each is held in memory. */
	private static final int PARALLEL_PARTS = 2;

	/**
	 * Sends a file, and waits so that an interrupt ends it.
	 * @return the SHA-256 of what was sent, in hexadecimal
	 */
	String send(String key, Path file, String contentType) throws MinioException, IOException {
		long size = Files.size(file);
		return (size <= PART_SIZE) ? sendWhole(key, Files.readAllBytes(file), contentType)
				: sendInParts(key, file, size, contentType);
	}

	private String sendWhole(String key, byte[] content, String contentType) throws MinioException {
		String sha256 = HexFormat.of().formatHex(sha256().digest(content));
		await(this.client.putObject(PutObjectAPIArgs.builder()
			.bucket(this.bucket)
			.object(key)
			.contentType(contentType)
			.headers(new Http.Headers(Http.Headers.X_AMZ_CONTENT_SHA256, sha256))
			.data(content, content.length)
			.build()));
		return sha256;
	}

	/** If this is interrupted, closing the file breaks the upload off. */
	private String sendInParts(String key, Path file, long size, String contentType)
			throws MinioException, IOException {
		MessageDigest sha256 = sha256();
		try (InputStream content = new DigestInputStream(Files.newInputStream(file), sha256)) {
			await(this.client.putObject(PutObjectArgs.builder()
				.bucket(this.bucket)
				.object(key)
				.contentType(contentType)
				.checksum(Checksum.Algorithm.SHA256)
				.stream(content, size, (long) PART_SIZE)
				.parallelUploads(PARALLEL_PARTS)
				.build()));
		}
		return HexFormat.of().formatHex(sha256.digest());
	}

	private static void await(CompletableFuture<?> sent) throws MinioException {
		try {
			sent.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ObjectStorageException("Interrupted while storing an object", ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof MinioException failure) ? failure : new MinioException(ex.getCause());
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

}

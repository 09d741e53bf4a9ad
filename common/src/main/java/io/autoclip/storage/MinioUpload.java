package io.autoclip.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.minio.Checksum;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectAPIArgs;
import io.minio.PutObjectArgs;
import io.minio.errors.MinioException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends a file in the way that costs least for its size.
 * <p>
 * A payload is signed by its SHA-256, and left alone, the client also makes a CRC32C of
 * everything, byte by byte in Java (9.0.4, {@code Checksum}), which takes longer than all
 * the rest. So a small file is signed by the one hash that we want to know anyway. A
 * large one goes as it is read, its payload unsigned, as the client itself has it over
 * TLS, while another thread hashes it. What is larger still goes in parts.
 */
record MinioUpload(OkHttpClient http, Function<OkHttpClient, MinioAsyncClient> clients, String bucket, Sizes sizes) {

	private static final int NO_BUCKET = 404;

	/** Parts on their way; one more is being read. Each is held in memory. */
	private static final int PARALLEL_PARTS = 2;

	/**
	 * Sends a file, and waits so that an interrupt ends it. The client goes on with what
	 * it has begun when nobody waits any more, and an object would appear later; so each
	 * file has calls of its own, and an interrupt cuts them off.
	 * @return the SHA-256 of what was sent, in hexadecimal
	 */
	String send(String key, Path file, String contentType) throws MinioException, IOException {
		Dispatcher calls = new Dispatcher(this.http.dispatcher().executorService());
		calls.setMaxRequestsPerHost(calls.getMaxRequests());
		AtomicBoolean cut = new AtomicBoolean();
		OkHttpClient own = this.http.newBuilder().dispatcher(calls).addInterceptor((chain) -> {
			if (cut.get()) { // the client goes on to the next part, or to the end of all
				throw new IOException("This upload was cut off");
			}
			return chain.proceed(chain.request());
		}).build();
		try {
			return send(new Road(own, this.clients.apply(own)), key, file, contentType);
		}
		finally {
			if (Thread.currentThread().isInterrupted()) {
				cut.set(true);
				calls.cancelAll();
			}
		}
	}

	private String send(Road road, String key, Path file, String contentType) throws MinioException, IOException {
		long size = Files.size(file);
		if (size <= this.sizes.small()) {
			return sendSigned(road, key, Files.readAllBytes(file), contentType);
		}
		return (size <= this.sizes.large()) ? sendAsRead(road, key, file, size, contentType)
				: sendInParts(road, key, file, size, contentType);
	}

	private String sendSigned(Road road, String key, byte[] content, String contentType) throws MinioException {
		String sha256 = HexFormat.of().formatHex(sha256().digest(content));
		await(road.client()
			.putObject(PutObjectAPIArgs.builder()
				.bucket(this.bucket)
				.object(key)
				.contentType(contentType)
				.headers(new Http.Headers(Http.Headers.X_AMZ_CONTENT_SHA256, sha256))
				.data(content, content.length)
				.build()));
		return sha256;
	}

	/**
	 * By a presigned link, since the client's own call for a file fails with an
	 * EOFException (9.0.4, {@code PutObjectAPIArgs}).
	 */
	private String sendAsRead(Road road, String key, Path file, long size, String contentType)
			throws MinioException, IOException {
		CompletableFuture<String> sha256 = CompletableFuture.supplyAsync(() -> sha256(file),
				Thread::startVirtualThread);
		Request request = new Request.Builder().url(linkToPut(road, key))
			.put(new FileBody(file, size, MediaType.get(contentType)))
			.build();
		try (Response response = await(answer(road.http().newCall(request)))) {
			if (response.code() == NO_BUCKET) {
				throw new MissingBucketException();
			}
			if (!response.isSuccessful()) {
				throw new IOException("The storage answered " + response.code());
			}
		}
		return sha256.join();
	}

	private static CompletableFuture<Response> answer(Call call) {
		CompletableFuture<Response> answer = new CompletableFuture<>();
		call.enqueue(new Callback() {

			@Override
			public void onResponse(Call call, Response response) {
				if (!answer.complete(response)) {
					response.close();
				}
			}

			@Override
			public void onFailure(Call call, IOException failure) {
				answer.completeExceptionally(failure);
			}

		});
		return answer;
	}

	/**
	 * The link never leaves this process, so it may hold for long: a storage whose clock
	 * is ahead of ours must not find it outdated.
	 */
	private String linkToPut(Road road, String key) throws MinioException {
		return road.client()
			.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
				.method(Http.Method.PUT)
				.bucket(this.bucket)
				.object(key)
				.expiry(1, TimeUnit.DAYS)
				.build());
	}

	private static String sha256(Path file) {
		MessageDigest sha256 = sha256();
		try {
			FileBody.read(file, (block, length) -> sha256.update(block, 0, length));
			return HexFormat.of().formatHex(sha256.digest());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** If this is interrupted, closing the file breaks the upload off. */
	private String sendInParts(Road road, String key, Path file, long size, String contentType)
			throws MinioException, IOException {
		MessageDigest sha256 = sha256();
		try (InputStream content = new DigestInputStream(Files.newInputStream(file), sha256)) {
			await(road.client()
				.putObject(PutObjectArgs.builder()
					.bucket(this.bucket)
					.object(key)
					.contentType(contentType)
					.checksum(Checksum.Algorithm.SHA256)
					.stream(content, size, this.sizes.part())
					.parallelUploads(PARALLEL_PARTS)
					.build()));
		}
		return HexFormat.of().formatHex(sha256.digest());
	}

	private static <T> T await(CompletableFuture<T> sent) throws MinioException {
		try {
			return sent.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ObjectStorageException("Interrupted while storing an object", ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof MinioException failure) ? failure : new MinioException(ex.getCause());
		}
	}

	/**
	 * Where one way ends and the next begins, in bytes.
	 *
	 * @param small up to here a file is held in memory
	 * @param large up to here it goes in one piece; S3 takes 5 GiB
	 * @param part how large a part is, 5 MiB at least; S3 takes 10,000 of them
	 */
	record Sizes(long small, long large, long part) {

		/** Parts of 16 MiB make up to 160 GB. */
		static final Sizes DEFAULT = new Sizes(8 * 1024 * 1024, 2L * 1024 * 1024 * 1024, 16 * 1024 * 1024);

	}

	/** The calls of one file, by hand and by the client. */
	private record Road(OkHttpClient http, MinioAsyncClient client) {

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

package io.autoclip.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.minio.AbortMultipartUploadArgs;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.minio.messages.ListMultipartUploadsResult;
import okhttp3.OkHttpClient;

/**
 * Object storage by the {@code minio} client, which speaks to any S3 server.
 */
class MinioObjectStorage implements ObjectStorage {

	private final StorageSettings settings;

	private final MinioClient client;

	private final MinioAsyncClient async;

	private final MinioUpload upload;

	private final LinkSigner signer;

	MinioObjectStorage(OkHttpClient http, ObjectStorageConnectionDetails connection, StorageSettings settings,
			Clock clock, MinioUpload.Sizes sizes) {
		this.settings = settings;
		this.signer = new LinkSigner(http, connection, settings, clock);
		this.client = MinioClient.builder()
			.endpoint(connection.endpoint())
			.region(settings.region())
			.credentials(connection.accessKey(), connection.secretKey())
			.httpClient(http)
			.build();
		this.async = asyncClient(http, connection);
		this.upload = new MinioUpload(http, (own) -> asyncClient(own, connection), settings.bucket(), sizes);
	}

	private MinioAsyncClient asyncClient(OkHttpClient http, ObjectStorageConnectionDetails connection) {
		return MinioAsyncClient.builder()
			.endpoint(connection.endpoint())
			.region(this.settings.region())
			.credentials(connection.accessKey(), connection.secretKey())
			.httpClient(http)
			.build();
	}

	@Override
	public String put(String key, Path file, String contentType) {
		return call("store an object", () -> {
			try {
				return this.upload.send(key, file, contentType);
			}
			catch (MissingBucketException | ErrorResponseException ex) {
				if (!isMissingBucket(ex)) {
					throw ex;
				}
				makeBucket();
				return this.upload.send(key, file, contentType);
			}
		});
	}

	/** Several uploads may find at once that it is missing; all but one are too late. */
	private void makeBucket() throws MinioException {
		try {
			this.client.makeBucket(MakeBucketArgs.builder().bucket(this.settings.bucket()).build());
		}
		catch (ErrorResponseException ex) {
			if (!ex.errorResponse().code().startsWith("BucketAlready")) {
				throw ex;
			}
		}
	}

	private static boolean isMissingBucket(Exception ex) {
		return ex instanceof MissingBucketException || (ex instanceof ErrorResponseException refusal
				&& "NoSuchBucket".equals(refusal.errorResponse().code()));
	}

	@Override
	public InputStream get(String key) {
		return call("read an object", () -> this.client
			.getObject(GetObjectArgs.builder().bucket(this.settings.bucket()).object(key).build()));
	}

	@Override
	public Optional<InputStream> get(String key, long offset, long length) {
		return find("read a part of an object",
				() -> this.client.getObject(GetObjectArgs.builder()
					.bucket(this.settings.bucket())
					.object(key)
					.offset(offset)
					.length(length)
					.build()));
	}

	@Override
	public Optional<StoredObject> head(String key) {
		return find("find an object", () -> {
			StatObjectResponse found = this.client
				.statObject(StatObjectArgs.builder().bucket(this.settings.bucket()).object(key).build());
			return new StoredObject(key, found.size(), found.lastModified().toInstant());
		});
	}

	private static <T> Optional<T> find(String what, StorageCall<T> call) {
		return call(what, () -> {
			try {
				return Optional.of(call.run());
			}
			catch (ErrorResponseException ex) {
				if ("NoSuchKey".equals(ex.errorResponse().code())) {
					return Optional.empty();
				}
				throw ex;
			}
		});
	}

	@Override
	public void delete(String key) {
		call("delete an object", () -> {
			try {
				this.client.removeObject(RemoveObjectArgs.builder().bucket(this.settings.bucket()).object(key).build());
			}
			catch (ErrorResponseException ex) {
				if (!isMissingBucket(ex)) { // as if it were empty
					throw ex;
				}
			}
			return key;
		});
	}

	@Override
	public Stream<StoredObject> list(String prefix) {
		if (!hasBucket()) {
			return Stream.empty();
		}
		Iterable<Result<Item>> found = this.client.listObjects(
				ListObjectsArgs.builder().bucket(this.settings.bucket()).prefix(prefix).recursive(true).build());
		return StreamSupport.stream(found.spliterator(), false)
			.map((result) -> call("list objects", result::get))
			.map((item) -> new StoredObject(item.objectName(), item.size(), item.lastModified().toInstant()));
	}

	@Override
	public Stream<PendingUpload> pendingUploads(String prefix) {
		if (!hasBucket()) {
			return Stream.empty();
		}
		ListMultipartUploadsResult page = pageOfUploads(prefix, "", "");
		List<ListMultipartUploadsResult.Upload> found = new ArrayList<>(page.uploads());
		while (hasNext(page)) {
			page = pageOfUploads(prefix, page.nextKeyMarker(),
					Objects.requireNonNullElse(page.nextUploadIdMarker(), ""));
			found.addAll(page.uploads());
		}
		return found.stream().map(MinioObjectStorage::pending);
	}

	/** S3 lists at most 1,000 at a time. Not every server that cuts says where. */
	private static boolean hasNext(ListMultipartUploadsResult page) {
		return page.isTruncated() && page.nextKeyMarker() != null && !page.nextKeyMarker().isEmpty();
	}

	/** An empty marker stands for the beginning; not every server takes one. */
	private ListMultipartUploadsResult pageOfUploads(String prefix, String key, String uploadId) {
		ListMultipartUploadsArgs.Builder page = ListMultipartUploadsArgs.builder()
			.bucket(this.settings.bucket())
			.prefix(prefix);
		if (!key.isEmpty()) {
			page.keyMarker(key).uploadIdMarker(uploadId);
		}
		return call("list uploads", () -> this.async.listMultipartUploads(page.build()).join().result());
	}

	private boolean hasBucket() {
		return call("find the bucket",
				() -> this.client.bucketExists(BucketExistsArgs.builder().bucket(this.settings.bucket()).build()));
	}

	private static PendingUpload pending(ListMultipartUploadsResult.Upload upload) {
		return new PendingUpload(upload.objectName(), upload.uploadId(), upload.initiated().toInstant());
	}

	@Override
	public void abort(PendingUpload upload) {
		call("abort an upload",
				() -> this.async
					.abortMultipartUpload(AbortMultipartUploadArgs.builder()
						.bucket(this.settings.bucket())
						.object(upload.key())
						.uploadId(upload.uploadId())
						.build())
					.join());
	}

	@Override
	public PresignedLink presign(String key, URI publicEndpoint, String contentDisposition, String contentType,
			Duration validity) {
		return call("sign a link",
				() -> this.signer.sign(key, publicEndpoint, contentDisposition, contentType, validity));
	}

	/**
	 * The client wraps a refused connection in an IllegalStateException (9.0.4,
	 * MinioAsyncClient).
	 */
	private static <T> T call(String what, StorageCall<T> call) {
		try {
			return call.run();
		}
		catch (MinioException | IOException | CompletionException | IllegalStateException ex) {
			throw new ObjectStorageException("Could not " + what, ex);
		}
	}

	private interface StorageCall<T> {

		T run() throws MinioException, IOException;

	}

}

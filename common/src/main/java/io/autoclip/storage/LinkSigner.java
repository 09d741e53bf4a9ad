package io.autoclip.storage;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import okhttp3.OkHttpClient;

/**
 * Signs links to objects (AWS Signature Version 4, in the query). Nothing is asked of the
 * storage: the region is fixed, because without it the client would ask for it first, and
 * the public address need not be reachable from here.
 */
class LinkSigner {

	private final OkHttpClient http;

	private final ObjectStorageConnectionDetails connection;

	private final StorageSettings settings;

	private final Clock clock;

	LinkSigner(OkHttpClient http, ObjectStorageConnectionDetails connection, StorageSettings settings, Clock clock) {
		this.http = http;
		this.connection = connection;
		this.settings = settings;
		this.clock = clock;
	}

	/** See {@link ObjectStorage#presign}. */
	PresignedLink sign(String key, URI publicEndpoint, String contentDisposition, String contentType, Duration validity)
			throws MinioException {
		Instant expiresAt = this.clock.instant().plus(validity);
		String url = client(publicEndpoint).getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
			.method(Http.Method.GET)
			.bucket(this.settings.bucket())
			.object(key)
			.expiry((int) validity.toSeconds())
			.extraQueryParams(Map.of("response-content-disposition", contentDisposition, "response-content-type",
					contentType, "response-cache-control", "private, no-store"))
			.build());
		return new PresignedLink(below(publicEndpoint, URI.create(url)), expiresAt);
	}

	private MinioClient client(URI endpoint) {
		return MinioClient.builder()
			.endpoint(origin(endpoint))
			.region(this.settings.region())
			.credentials(this.connection.accessKey(), this.connection.secretKey())
			.httpClient(this.http)
			.build();
	}

	private static String origin(URI url) {
		return url.getScheme() + "://" + url.getRawAuthority();
	}

	/**
	 * The signature is about the path that the storage sees once a proxy has stripped the
	 * endpoint's own.
	 */
	private static URI below(URI endpoint, URI url) {
		String path = endpoint.getRawPath().replaceFirst("/+$", "");
		return URI.create(origin(url) + path + url.getRawPath() + "?" + url.getRawQuery());
	}

}

package io.autoclip.standalone.embedded;

import io.autoclip.storage.ObjectStorageConnectionDetails;

/**
 * Where an embedded S3 server listens and the keys that requests must be signed with.
 *
 * @param endpoint a URL with a loopback address and a port
 * @param accessKey the access key id
 * @param secretKey the secret access key
 */
public record StorageAddress(String endpoint, String accessKey,
		String secretKey) implements ObjectStorageConnectionDetails {
}

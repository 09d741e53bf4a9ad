package io.autoclip.storage;

import java.io.IOException;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.autoclip.standalone.servers.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The storage for somebody who may make buckets: each test begins without one. Defect 8
 * of the original: the bucket is never created.
 */
abstract class BucketContract extends ObjectStorageContract {

	BucketContract(TestServers servers) {
		this(servers, servers.objectStorage());
	}

	BucketContract(TestServers servers, ObjectStorageConnectionDetails connection) {
		super(servers, connection, "autoclip-" + UUID.randomUUID());
	}

	@Test
	void missingBucketIsEmpty() {
		assertThat(storage().list("")).isEmpty();
		assertThat(storage().pendingUploads("")).isEmpty();
	}

	/** Of each size that is sent in a way of its own. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 9 * 1024 * 1024, 40 * 1024 * 1024 })
	void firstObjectMakesTheBucket(int size) throws IOException {
		storage().put("videos/first", file(size), "video/mp4");
		assertThat(storage().list("")).extracting(StoredObject::key).containsExactly("videos/first");
	}

}

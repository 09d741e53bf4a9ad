package io.autoclip.storage;

import java.io.IOException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The storage for the user of production, whose bucket somebody else has made.
 */
@OnDocker
class LeastRightsDockerTests extends ObjectStorageContract {

	LeastRightsDockerTests() {
		super(new ContainerTestServers(), "autoclip");
	}

	@Test
	void anotherBucketIsOutOfReach() throws IOException {
		storage(ContainerTestServers.objectStorageOfTheOperator(), "private").put("key", file(1), "video/mp4");
		ObjectStorage others = storage(connection(), "private");
		assertRefused(() -> others.get("key"));
		assertRefused(() -> others.head("key"));
		assertRefused(() -> others.list(""));
		assertRefused(() -> others.put("key", file(2), "video/mp4"));
		assertRefused(() -> others.delete("key"));
	}

	@Test
	void bucketCannotBeMade() {
		ObjectStorage missing = storage(connection(), "missing");
		assertRefused(() -> missing.put("key", file(1), "video/mp4"));
	}

	private static void assertRefused(ThrowingCallable call) {
		assertThatExceptionOfType(ObjectStorageException.class).isThrownBy(call);
	}

}

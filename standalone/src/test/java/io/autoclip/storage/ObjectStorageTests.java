package io.autoclip.storage;

import io.autoclip.standalone.servers.EmbeddedTestServers;
import io.autoclip.standalone.servers.TestServers;

class ObjectStorageTests extends BucketContract {

	ObjectStorageTests() {
		this(new EmbeddedTestServers());
	}

	private ObjectStorageTests(TestServers servers) {
		super(servers, servers.objectStorage());
	}

}

package io.autoclip.storage;

import io.autoclip.standalone.servers.EmbeddedTestServers;

class ObjectStorageTests extends BucketContract {

	ObjectStorageTests() {
		super(new EmbeddedTestServers());
	}

}

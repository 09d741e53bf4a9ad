package io.autoclip.storage;

import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;

@OnDocker
class ObjectStorageDockerTests extends BucketContract {

	ObjectStorageDockerTests() {
		this(new ContainerTestServers());
	}

	private ObjectStorageDockerTests(ContainerTestServers servers) {
		super(servers, servers.objectStorageOfTheOperator());
	}

}

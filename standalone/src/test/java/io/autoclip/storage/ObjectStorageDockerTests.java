package io.autoclip.storage;

import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;

@OnDocker
class ObjectStorageDockerTests extends BucketContract {

	ObjectStorageDockerTests() {
		super(new ContainerTestServers(), ContainerTestServers.objectStorageOfTheOperator());
	}

}
